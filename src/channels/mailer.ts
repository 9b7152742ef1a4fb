import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { Failure } from '../problem/problem.ts'

type Module = typeof import('nodemailer')

/** How it is had; tests put others in their place. */
export interface Bringing {
  load: () => Promise<Module>
  /** Installs what is missing; the exit code. */
  setUp: () => Promise<number>
}

const byImport: Bringing = {
  load: () => import('nodemailer'),
  setUp: async () => {
    const script = join(import.meta.dirname, '../../setup.mjs')
    // Standard output belongs to the command that asked.
    const child = spawn(process.execPath, [script, 'talk'], { stdio: ['ignore', 2, 2] })
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 3
  },
}

/**
 * Mail comes with the second level of set-up only: when it is not installed, set-up brings it, once. Throws a Failure when
 * it cannot.
 */
export async function loadMailer({ load, setUp }: Bringing = byImport): Promise<Module> {
  const here = () =>
    load().catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_MODULE_NOT_FOUND') return null
      throw error
    })
  const mailer = (await here()) ?? ((await setUp()) === 0 ? await here() : null)
  if (mailer !== null) return mailer
  throw new Failure(
    'What sends mail (the npm package nodemailer) is not installed, and could not be brought.\n  Look at the words above; then try by hand, in the folder of Candor: node setup.mjs talk',
  )
}
