import type { Command } from 'commander'
import { pull } from '../git/pull.ts'
import { type Squashed, squash, squashDue } from '../git/squash.ts'
import { loadConfig } from '../store/config-file.ts'
import { formatInstant } from '../time/instant.ts'
import { contextOf, print, printJson } from './context.ts'
import { publishResults } from './publish-results.ts'

interface Options {
  root: string
  now?: string
  early?: boolean
  json?: boolean
  remote?: string
}

export function define(command: Command): void {
  command
    .option('--early', 'also when the last time is not a week ago')
    .option('--remote <remote>', 'name or address of the repository to push to (default: origin)')
    .option('--json', 'print {branch, commit, why, since, tries} as JSON')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const now = clock()
  const { config } = await loadConfig(root)
  const order = { now, early: options.early, remote: options.remote }
  let done = await squashDue(root, config, order)
  if (done.why === 'squashed') {
    // Closes what is over: a day without its digest in the ledger would stop us.
    await pull(root, config, options.remote)
    await publishResults(root, config, now, { remote: options.remote })
    done = await squash(root, config, order)
  }
  if (options.json) printJson({ ...done, since: done.since === null ? null : formatInstant(done.since) })
  else print(sentence(done))
}

function sentence({ why, branch, commit, since, tries }: Squashed): string {
  const began = since === null ? '' : `: its history began on ${formatInstant(since).slice(0, 10)}`
  switch (why) {
    case 'main':
      return 'Results are on main, whose history is yours: it is never squashed. On a branch of their own they stay small: ./candor migrate --results status-data'
    case 'none':
      return `There is no branch ${branch} yet, nothing to squash.`
    case 'single':
      return `${branch} is one commit already.`
    case 'young':
      return `${branch} is not due${began}. It is squashed weekly; now: ./candor squash --early`
    case 'squashed':
      return `${branch} is one commit now, ${commit?.slice(0, 10)}${began}${tries > 1 ? ` (try ${tries})` : ''}.`
  }
}
