import { spawn } from 'node:child_process'
import process from 'node:process'
import { Failure } from '../problem/problem.ts'

/**
 * Runs a part of the build as a process of its own, to its end.
 *
 * @throws Failure with what it said, where it ends badly
 */
export async function runScript(
  script: string,
  words: string[],
  { cwd, environment }: { cwd: string; environment: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(process.execPath, ['--max-semi-space-size=32', script, ...words], {
    cwd,
    env: { ...environment, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  // A command that is stopped takes its build with it.
  const stop = () => child.kill()
  process.once('exit', stop)
  const code = await new Promise<number | null>((settle, fail) => {
    child.once('error', fail)
    child.once('close', settle)
  }).finally(() => process.off('exit', stop))
  const text = Buffer.concat(said).toString('utf8').trim()
  if (code !== 0) throw new Failure(`The site could not be built; the one that was there stays.\n${text}`)
  if (text !== '') process.stderr.write(`${text}\n`)
}
