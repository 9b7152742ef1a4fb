import { join } from 'node:path'
import type { Command } from 'commander'
import { checksFormat } from '../checks/format.ts'
import { migrated } from '../checks/migrate.ts'
import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read.ts'
import { readLocalChecks } from '../git/local-checks.ts'
import { moveResults } from '../git/move.ts'
import { Failure, formatProblem } from '../problem/problem.ts'
import { readIfThere, writeWhole } from '../store/file.ts'
import { contextOf, print } from './context.ts'
import { withResultsBranch } from './migrate-branch.ts'
import { publishResults } from './publish-results.ts'

interface Options {
  root: string
  now?: string
  results?: string
  remote?: string
}

export function define(command: Command): void {
  command
    .option('--results <branch>', 'move the results there: main, or a branch of their own such as status-data')
    .option('--remote <remote>', 'name or address of the repository to push to (default: origin)')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const { text, config } = await currentConfig(root)
  if (options.results === undefined) await toNewestFormat(root, config, clock(), options.remote)
  else await toBranch(root, { text, config }, options.results, { now: clock(), remote: options.remote })
}

/** As it stands, without mistakes: this is what will be edited. */
async function currentConfig(root: string): Promise<{ text: string; config: Config }> {
  const text = await readIfThere(join(root, 'components.yml'))
  if (text === null) throw new Failure(`there is no components.yml in ${root}.\n  Name its folder: --root path/to/it`)
  const { config, problems } = readConfig(text)
  if (config !== null) return { text, config }
  throw new Failure(
    `components.yml has mistakes; mend them first, nothing was changed.\n${problems.map(formatProblem).join('\n')}`,
    { exitCode: 1 },
  )
}

async function toBranch(
  root: string,
  { text, config }: { text: string; config: Config },
  to: string,
  order: { now: number; remote: string | undefined },
): Promise<void> {
  const edited = withResultsBranch(text, to)
  const read = readConfig(edited)
  if (read.config?.results.branch !== to) {
    const why = read.problems.map(formatProblem).join('\n')
    throw new Failure(`\`--results ${to}\` cannot be written into components.yml; nothing was changed.\n${why}`, {
      exitCode: 2,
    })
  }
  const { from, files } = await moveResults(root, config, to, order)
  if (edited !== text) await writeWhole(join(root, 'components.yml'), edited)
  print(
    from === to
      ? `The results are on ${to} already (${files} files).`
      : `Moved ${files} files of checks/ from ${from} to ${to}.`,
  )
  if (edited === text) return
  print(`components.yml says so now; commit it:

  git add components.yml
  git commit -m "Keep results on ${to}"
  git pull --rebase && git push

Until it is pushed, and for runs that began before, checks/MOVED on ${from} leads to ${to}: no result is lost.`)
}

async function toNewestFormat(root: string, config: Config, now: number, remote: string | undefined): Promise<void> {
  const files = await readLocalChecks(root)
  const changed = migrated(files)
  if (changed.size === 0) return print(`checks/ is of format ${checksFormat}, the newest. Nothing to do.`)
  for (const [name, text] of changed) await writeWhole(join(root, 'checks', name), text)
  await publishResults(root, config, now, { remote })
  print(`checks/ is of format ${checksFormat} now, here and on ${config.results.branch}.`)
}
