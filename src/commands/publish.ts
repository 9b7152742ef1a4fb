import type { Command } from 'commander'
import { loadConfig } from '../store/config-file.ts'
import { contextOf, print, printJson } from './context.ts'
import { publishResults } from './publish-results.ts'

interface Options {
  root: string
  now?: string
  json?: boolean
  remote?: string
}

export function define(command: Command): void {
  command
    .option('--remote <remote>', 'name or address of the repository to push to (default: origin)')
    .option('--json', 'print {commit, branch, tries} as JSON')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const { config } = await loadConfig(root)
  const done = await publishResults(root, config, clock(), { remote: options.remote })
  if (options.json) printJson({ commit: done.commit, branch: done.branch, tries: done.tries })
  else if (done.commit === null) print(`Nothing new for ${done.branch}.`)
  else
    print(`Published to ${done.branch} as ${done.commit.slice(0, 10)}${done.tries > 1 ? ` (try ${done.tries})` : ''}.`)
}
