import { resolve } from 'node:path'
import process from 'node:process'
import { type Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { headCommit, repositorySlug } from '../git/state.ts'
import type { Haul } from '../imports/haul.ts'
import { planImport } from '../imports/plan.ts'
import { Failure } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import { kindOfPath } from '../store/import-source.ts'
import { contextOf, printJson } from './context.ts'
import type { SourceOptions } from './import-options.ts'
import { showImport } from './import-report.ts'
import { writeImport } from './import-write.ts'
import { engineFolder } from './init-write.ts'
import { bringResults } from './results.ts'

interface Options extends SourceOptions {
  root: string
  now?: string
  json?: boolean
  dryRun?: boolean
}

const examples = `
Examples:
  ./candor import statuspage https://status.acme.example
  ./candor import statuspage saved/                      a folder of saved answers of /api/v2 or /api/v1
  ./candor import cstate old-page/                       a clone of the repository
  ./candor import upptime old-page/ --issues issues.json

Nothing that is there is overwritten, and importing twice is as importing once. docs/move-in.md walks through each.`

const sources: Record<string, (source: string, options: Options) => Promise<Haul>> = {
  statuspage: async (source, options) => (await import('./import-statuspage.ts')).statuspageSource(source, options),
  cstate: async (source) => (await import('./import-cstate.ts')).cstateSource(source),
  upptime: async (source, options) => (await import('./import-upptime.ts')).upptimeSource(source, options),
}

export function define(command: Command): void {
  command
    .argument('<kind>', 'statuspage, cstate or upptime')
    .argument('<source>', 'a file, a folder or a clone; of statuspage also the address of the page')
    .option(
      '--key-from <name>',
      'the environment variable with the key of Statuspage, or with the token that reads issues on GitHub',
    )
    .option('--issues <file>', 'upptime: the issues of the repository, saved as JSON')
    .option('--dry-run', 'say what would be taken, and write nothing')
    .option('--json', 'print what was taken, warned of and refused as JSON')
    .addOption(new Option('--allow-private', 'what is asked may live at a private address'))
    .addHelpText('after', examples)
    .action(run)
}

async function run(kind: string, source: string, options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const read = Object.hasOwn(sources, kind) ? sources[kind] : undefined
  if (read === undefined) {
    throw new Failure(
      `\`import ${kind}\`: there is no such thing.\n  Expected ./candor import statuspage, cstate or upptime, and where from`,
      { exitCode: 2 },
    )
  }
  const isAddress = /^https?:\/\//i.test(source)
  const haul = await read(isAddress ? source : resolve(source), options)
  const config = await configThere(root)
  const origin = `${kind} ${isAddress ? source : (haul.site.url ?? source)}`
  const plan = await planned(haul, config, origin)
  // Days that are published already stay as they are: they must be here to be seen.
  if (haul.history !== null && config !== null) await bringResults(root)
  const outcome = await writeImport(root, plan, haul, { now: clock(), dryRun: options.dryRun === true })
  if (options.json) printJson(outcome)
  else showImport(outcome)
  if (outcome.refused.length > 0) process.exitCode = 1
}

/** The page's own components.yml; null when it has none yet, and this import makes it. */
async function configThere(root: string): Promise<Config | null> {
  if ((await kindOfPath(`${root}/components.yml`)) === null) return null
  const { config, current } = await loadConfig(root)
  if (current) return config
  throw new Failure('components.yml has mistakes; nothing was imported.\n  See them with: ./candor validate', {
    exitCode: 1,
  })
}

async function planned(haul: Haul, config: Config | null, origin: string) {
  const slug = (await repositorySlug(engineFolder)) ?? 'OWNER/candor'
  const commit = (await headCommit(engineFolder)) ?? 'main'
  try {
    return planImport(
      haul,
      config,
      origin,
      `https://raw.githubusercontent.com/${slug}/${commit}/docs/components.schema.json`,
    )
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('the components.yml'))
      throw new Failure(error.message, { cause: error })
    throw error
  }
}
