import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
let here = ''

/** A folder with Candor's own set-up and launcher, an npm that only notes what it was asked, and a small main.ts. */
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'candor-setup-'))
  await mkdir(join(here, 'node_modules'))
  await mkdir(join(here, 'src'))
  for (const file of ['setup.mjs', 'candor', 'package-lock.json']) await copyFile(join(root, file), join(here, file))
  await writeFile(join(here, 'package.json'), '{ "type": "module" }')
  await writeFile(
    join(here, 'fake-npm.js'),
    `import { appendFileSync } from 'node:fs'
     appendFileSync('asked.txt', process.argv.slice(2).join(' ') + '\\n')
     console.log('words of npm')
     process.exit(Number(process.env.FAKE_NPM_EXIT ?? 0))`,
  )
})

afterEach(() => rm(here, { recursive: true, force: true }))

interface Ended {
  code: number | null
  signal: string | null
  out: string
  err: string
}

function start(command: string, words: string[], environment: NodeJS.ProcessEnv = {}) {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const child = spawn(command, words, {
    cwd: here,
    env: { ...process.env, PATH: path, npm_execpath: join(here, 'fake-npm.js'), ...environment },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => (said.out += text))
  child.stderr.on('data', (text) => (said.err += text))
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, ...said }))
  return { child, ended }
}

const setUp = (level: string, environment?: NodeJS.ProcessEnv) =>
  start(process.execPath, ['setup.mjs', level], environment).ended

const asked = () => readFile(join(here, 'asked.txt'), 'utf8').catch(() => '')

describe('set-up', () => {
  // A shell remembers where it found `node`: after an old one ran setup.mjs it would start the rest with it too.
  test('names the Node to go on with, and every script of npm goes on with it', async () => {
    await setUp('run')
    expect(await realpath(join(here, 'node_modules/.bin/candor-node'))).toBe(await realpath(process.execPath))
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    for (const script of Object.values(scripts))
      expect(script).toMatch(/^node setup\.mjs (all|run) && candor-node (--\S+ )?\S+\.ts/)
  })

  test('installs once, and is silent from then on', async () => {
    const first = await setUp('run')
    expect(first).toMatchObject({ code: 0, out: '' })
    expect(first.err).toContain('Setting up Candor')
    expect(await asked()).toMatch(/^ci --omit=dev --omit=optional .*--ignore-scripts/)

    expect(await setUp('run')).toEqual({ code: 0, signal: null, out: '', err: '' })
    expect((await asked()).split('\n')).toHaveLength(2)
  })

  test('of everything is enough for the commands that need less', async () => {
    await setUp('all')
    expect(await setUp('run')).toMatchObject({ code: 0, err: '' })
    expect(await asked()).toMatch(/^ci --include=dev .*\n$/)
  })

  test('of less is not enough for the site builder', async () => {
    await setUp('run')
    await setUp('all')
    expect((await asked()).split('\n').map((line) => line.split(' ')[1])).toEqual([
      '--omit=dev',
      '--include=dev',
      undefined,
    ])
  })

  test('is done again when the lock file changes', async () => {
    await setUp('all')
    await writeFile(join(here, 'package-lock.json'), '{ "lockfileVersion": 3 }')
    await setUp('all')
    expect((await asked()).trim().split('\n')).toHaveLength(2)
  })

  test('that failed says so, leaves no stamp and no lock, and is tried again', async () => {
    const failed = await setUp('run', { FAKE_NPM_EXIT: '1' })
    expect(failed).toMatchObject({ code: 3, out: '' })
    expect(failed.err).toMatch(/candor: `npm ci .*` failed\.\n {2}Look at npm's words above/)
    expect(await setUp('run')).toMatchObject({ code: 0 })
    expect((await asked()).trim().split('\n')).toHaveLength(2)
  })

  test('of two commands at once installs once', async () => {
    const both = await Promise.all([setUp('run'), setUp('run'), setUp('run')])
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0])
    expect((await asked()).trim().split('\n')).toHaveLength(1)
  })

  test('says which file is missing when the lock file is', async () => {
    await rm(join(here, 'package-lock.json'))
    const { code, err } = await setUp('run')
    expect(code).not.toBe(0)
    expect(err).toContain('package-lock.json')
  })
})

describe.skipIf(process.platform === 'win32')('./candor', () => {
  /** As if set up already: the stamp of this very lock file. */
  async function stamp() {
    await copyFile(join(here, 'package-lock.json'), join(here, 'node_modules', '.candor-all'))
    await mkdir(join(here, 'node_modules', '.bin'), { recursive: true })
    await symlink(process.execPath, join(here, 'node_modules', '.bin', 'candor-node'))
    await chmod(join(here, 'candor'), 0o755)
  }

  test('hands on its words and the exit code', async () => {
    await stamp()
    await writeFile(
      join(here, 'src/main.ts'),
      'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 2 as number',
    )
    const { code, out, err } = await start(join(here, 'candor'), ['status', '--json', 'two words', '*']).ended
    expect({ code, out, err }).toEqual({ code: 2, out: '["status","--json","two words","*"]\n', err: '' })
    expect(await asked()).toBe('')
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('is the command itself: %s reaches it', async (signal) => {
    await stamp()
    await writeFile(
      join(here, 'src/main.ts'),
      `process.on('${signal}', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready')`,
    )
    const { child, ended } = start(join(here, 'candor'), ['start'])
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await ended).toMatchObject({ code: 7, signal: null })
  })

  test('can be called through a link from anywhere', async () => {
    await stamp()
    await writeFile(join(here, 'src/main.ts'), "console.log('here I am')")
    await mkdir(join(here, 'bin'))
    await symlink('../candor', join(here, 'bin/candor'))
    const { code, out } = await start(join(here, 'bin/candor'), []).ended
    expect({ code, out }).toEqual({ code: 0, out: 'here I am\n' })
  })

  test.each([
    ['check', '--omit=dev'],
    ['build', '--include=dev'],
    ['demo', '--include=dev'],
  ])('sets up what `%s` needs first', async (command, level) => {
    await writeFile(join(here, 'src/main.ts'), "console.log('{}')")
    const { code, out } = await start(join(here, 'candor'), [command]).ended
    expect({ code, out }).toEqual({ code: 0, out: '{}\n' })
    expect(await asked()).toContain(level)
  })

  test('ends with 3 when it cannot be set up', async () => {
    const { code, out } = await start(join(here, 'candor'), ['check'], { FAKE_NPM_EXIT: '1' }).ended
    expect({ code, out }).toEqual({ code: 3, out: '' })
  })
})
