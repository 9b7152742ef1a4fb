import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { write } from '../git/clone.ts'
import { program, stepsOf, top } from './ground.ts'

// Who cancels a run has GitHub send SIGINT, 7.5 s later SIGTERM, to the first process of the step that goes, alone:
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-cancel-'))
  cpSync(join(top, '.github/steps'), join(folder, '.github/steps'), { recursive: true })
  // Says what it does; when it is told to end it takes a moment to tidy up, as a publish would.
  program(join(folder, 'candor'), `exec '${process.execPath}' "$PWD/leg.mjs" "$@"`)
  write(folder, {
    'leg.mjs': `const words = process.argv.slice(2).join(' ')
      const still = setInterval(() => {}, 60_000)
      let told = 0
      for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
        told += 1
        if (told > 1) return
        console.log('tidies up')
        setTimeout(() => {
          console.log('ends')
          clearInterval(still)
          process.exitCode = Number(process.env.LEG_EXIT)
        }, 300)
      })
      console.log('begins: ' + words)
      if (!words.startsWith('check')) process.exit(0)`,
  })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A step as the runner starts it: its script in a file, bash on that. */
function start(
  script: string,
  env: Record<string, string> = {},
): { child: ChildProcessWithoutNullStreams; said: () => string } {
  const file = join(folder, 'step.sh')
  writeFileSync(file, script)
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd: folder,
    env: { ...process.env, LEG_EXIT: '0', GITHUB_OUTPUT: '', ...env },
  })
  let said = ''
  child.stdout.on('data', (part: Buffer) => (said += part))
  return { child, said: () => said }
}

async function until(child: ChildProcessWithoutNullStreams, said: () => string, text: string): Promise<void> {
  while (!said().includes(text)) {
    const [part] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    if (!Buffer.isBuffer(part)) throw new Error(`It ended without a word of "${text}": ${said()}`)
  }
}

const scriptOf = (name: string) => stepsOf('checks.yml').find((step) => step.name === name)!.run!
const legs = (text: string) => text.split('\n').filter((line) => /^(begins: check|tidies up|ends)/.test(line))

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a beat that is cancelled by %s ends its leg tidily, and begins no other',
  async (signal) => {
    const { child, said } = start(scriptOf('Keep the beat'))
    await until(child, said, 'begins: check')
    child.kill(signal)
    const [code] = (await once(child, 'close')) as [number]
    expect(legs(said())).toEqual([
      'begins: check --root . --every 60s --for 5m --publish --notify --ask-for-page',
      'tidies up',
      'ends',
    ])
    expect(code).toBe(0)
  },
)

test('a beat that is cancelled twice waits for its leg all the same', async () => {
  const { child, said } = start(scriptOf('Keep the beat'))
  await until(child, said, 'begins: check')
  child.kill('SIGINT')
  await until(child, said, 'tidies up')
  child.kill('SIGTERM')
  const [code] = (await once(child, 'close')) as [number]
  expect([code, legs(said()).slice(1)]).toEqual([0, ['tidies up', 'ends']])
})

test('a beat whose last leg failed fails, also when it was cancelled', async () => {
  const { child, said } = start(scriptOf('Keep the beat'), { LEG_EXIT: '3' })
  await until(child, said, 'begins: check')
  child.kill('SIGTERM')
  const [code] = (await once(child, 'close')) as [number]
  expect([code, legs(said()).at(-1)]).toEqual([1, 'ends'])
})

test.each(['Check, publish, notify', 'Stay while something is newly down'])(
  'the step "%s" that is cancelled ends tidily',
  async (name) => {
    const { child, said } = start(scriptOf(name))
    await until(child, said, 'begins: check')
    child.kill('SIGINT')
    await once(child, 'close')
    expect(legs(said()).slice(1)).toEqual(['tidies up', 'ends'])
  },
)

test.each(['', 'long'])(
  'a thin page’s run that is cancelled ends tidily, and begins nothing else (beat: "%s")',
  async (beat) => {
    const { child, said } = start(`exec "$PWD/.github/steps/checks"`, { CANDOR_BEAT: beat, GITHUB_TOKEN: 'x' })
    await until(child, said, 'begins: check')
    child.kill('SIGINT')
    const [code] = (await once(child, 'close')) as [number]
    expect([code, legs(said()).slice(1)]).toEqual([0, ['tidies up', 'ends']])
    expect(
      said()
        .split('\n')
        .filter((line) => line.startsWith('begins:')),
    ).toHaveLength(2)
  },
)
