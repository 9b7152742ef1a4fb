import type { Command } from 'commander'
import type { Config } from '../config/config.ts'
import { pull } from '../git/pull.ts'
import { Failure } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import { day } from '../time/instant.ts'
import { contextOf, print } from './context.ts'

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

/**
 * On a fresh clone the copy of the last good components.yml is itself among the results: a broken components.yml must
 * not keep it from coming here.
 */
async function whereResultsAre(root: string): Promise<Pick<Config, 'results'>> {
  try {
    return (await loadConfig(root)).config
  } catch (error) {
    if (error instanceof Failure && error.exitCode === 1) return { results: { branch: 'status-data', keep: 90 * day } }
    throw error
  }
}
