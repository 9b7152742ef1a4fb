import type { Command } from 'commander'
import { pull } from '../git/pull.ts'
import { contextOf, print } from './context.ts'
import { whereResultsAre } from './results.ts'

interface Options {
  root: string
  now?: string
  remote?: string
}

export function define(command: Command): void {
  command.option('--remote <remote>', 'name or address of the repository to fetch from (default: origin)').action(run)
}

async function run(options: Options): Promise<void> {
  const { root } = contextOf(options)
  const { commit, branch, files } = await pull(root, await whereResultsAre(root), options.remote)
  if (commit === null) print(`No results to pull yet: there is no branch ${branch} on a remote.`)
  else print(files === 0 ? `checks/ is as ${branch} has it.` : `Pulled ${files} files of checks/ from ${branch}.`)
}
