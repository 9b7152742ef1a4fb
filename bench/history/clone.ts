import { rmSync } from 'node:fs'
import { publishResults } from '../../src/commands/publish-results.ts'
import { pull } from '../../src/git/pull.ts'
import { appendRow } from '../../src/store/checks-folder.ts'
import { loadConfig } from '../../src/store/config-file.ts'
import type { Instant } from '../../src/time/instant.ts'
import { git } from './repositories.ts'
import { componentIds } from './sample.ts'

/** Clones as checks.yml does, results pulled; seconds. */
export async function cloneAsWorkflow(repository: string, path: string): Promise<number> {
  rmSync(path, { recursive: true, force: true })
  const start = performance.now()
  const cut = ['--depth=1', '--filter=blob:none', '--sparse', '--no-tags', '--single-branch']
  git('/', 'clone', '--quiet', ...cut, `file://${repository}`, path)
  git(path, 'sparse-checkout', 'set', '--no-cone', '/*', '!/docs/', '!/test/', '!/bench/')
  const { config } = await loadConfig(path)
  await pull(path, config)
  return (performance.now() - start) / 1000
}

/** One more run of that clone, closed and published as `check --publish` does; seconds. */
export async function publishOnce(path: string, count: number, now: Instant): Promise<number> {
  const { config } = await loadConfig(path)
  const ids = componentIds(count)
  const cells = new Map(ids.map((id) => [id, { ms: 100, class: null, detail: null }]))
  await appendRow(path, { time: now, run: `bench-${now}`, cells }, ids)
  const start = performance.now()
  await publishResults(path, config, now)
  return (performance.now() - start) / 1000
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
