import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import type { Count } from './count.ts'

export const root = join(import.meta.dirname, '..')

/** Runs a tool out of node_modules/.bin in the repository; its words go to the terminal. Returns its exit code. */
export async function toolExit(name: string, words: string[]): Promise<number | null> {
  const windows = process.platform === 'win32'
  const child = spawn(join(root, 'node_modules/.bin', windows ? `${name}.cmd` : name), words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
    // Astro would otherwise tell its makers that somebody runs tests.
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

/** Lint and types have no tests of their own: each counts as one. */
export async function runTool(name: string, words: string[]): Promise<Count> {
  const passed = (await toolExit(name, words)) === 0
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}
