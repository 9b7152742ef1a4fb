import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { note } from './context.ts'

const script = join(import.meta.dirname, '../../.github/steps/ask-for-page')

/**
 * Asks for a new page by the step that the workflows use: at once when a state changed, else when the last one is 15
 * minutes old. What it says goes to standard error; a page that could not be asked for stops no beat.
 */
export async function askForPage(root: string, changed: boolean): Promise<void> {
  const env = { ...process.env, CANDOR_ROOT: root, CHANGED: String(changed) }
  const child = spawn(script, { cwd: root, env, stdio: ['ignore', 2, 2] })
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) note('candor: no new page was asked for; the next publish asks again.')
  } catch (error) {
    note(`candor: no new page was asked for: ${(error as Error).message}`)
  }
}
