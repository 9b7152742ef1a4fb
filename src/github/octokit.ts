import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { Failure } from '../problem/problem.ts'

type Module = typeof import('octokit')

/** How it is had; tests put others in their place. */
export interface Bringing {
  load: () => Promise<Module>
  /** Installs what is missing; the exit code. */
  setUp: () => Promise<number>
}

const byImport: Bringing = {
  load: () => import('octokit'),
  setUp: async () => {
    const script = join(import.meta.dirname, '../../setup.mjs')
    // Standard output belongs to the command that asked.
    const child = spawn(process.execPath, [script, 'talk'], { stdio: ['ignore', 2, 2] })
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 3
  },
}

/**
 * Octokit is larger than all that probing needs, so it comes only when something is said to GitHub: when it is not
 * installed, set-up brings it, once. Throws a Failure when it cannot.
 */
export async function loadOctokit({ load, setUp }: Bringing = byImport): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
  }
  const code = await setUp()
  try {
    if (code === 0) return await load()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
  }
  throw new Failure(
    'What speaks to GitHub (the npm package octokit) is not installed, and could not be brought.\n  Look at the words above; then try by hand, in the folder of Candor: node setup.mjs talk',
  )
}
