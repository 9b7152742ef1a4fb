import type { Config } from '../config/config.ts'
import { pull } from '../git/pull.ts'
import { Failure } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import { day } from '../time/instant.ts'
import { note } from './context.ts'

/**
 * Where results are kept, also when components.yml is broken: on a fresh clone the copy of the last good one is itself
 * among the results, and must be able to come here.
 */
export async function whereResultsAre(root: string): Promise<Pick<Config, 'results'>> {
  try {
    return (await loadConfig(root)).config
  } catch (error) {
    if (error instanceof Failure && error.exitCode === 1) return { results: { branch: 'status-data', keep: 90 * day } }
    throw error
  }
}

/**
 * Brings the newest results here for a command that shows them. Without a network it goes on with those it has, with `patience`
 * after that many seconds.
 */
export async function bringResults(root: string, patience?: number): Promise<void> {
  const config = await whereResultsAre(root)
  try {
    await pull(root, config, undefined, patience)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // To somebody in a hurry the first sentence is enough.
    const why = patience === undefined ? error.message : error.message.split('\n')[0]
    note(`candor: going on with the results that are here. ${why}`)
  }
}
