import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Ground, git, makeGround, write } from '../git/clone.ts'

vi.setConfig({ testTimeout: 60_000 })
const run = promisify(execFile)
const main = join(import.meta.dirname, '../../src/main.ts')
const word = 'the-secret-of-this-machine'

const components = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API }
`
const now = '2026-11-21T12:00:00Z'
const timed = '# Slow\n\n## Investigating · 2026-11-21 10:00 UTC {api=degraded}\n\nWe look.\n'

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround({ 'components.yml': components, 'incidents/slow.md': timed })
  root = ground.clone('person')
})
afterEach(() => ground.remove())

function commit(files: Record<string, string>, date = '2026-11-21T11:00:00Z'): void {
  write(root, files)
  git(root, 'add', '-A')
  vi.stubEnv('GIT_AUTHOR_DATE', date)
  git(root, 'commit', '--quiet', '-m', 'Propose')
}

async function review(options: string[] = [], env: Record<string, string> = {}) {
  const words = [main, 'review', '--root', root, '--now', now, ...options]
  try {
    const { stdout, stderr } = await run(process.execPath, words, { env: { ...process.env, ...env } })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

describe('review', () => {
  test('on a laptop says what the work here does to the page, files that Git does not know yet too', async () => {
    write(root, { 'incidents/new.md': timed.replace('Slow', 'Slower').replace('degraded', 'major') })
    const { code, stdout } = await review(['--base', 'origin/main'])
    expect(code).toBe(0)
    expect(stdout).toContain('- `API`: degraded performance → **major outage**')
    expect(stdout).toContain('#### New incident: `Slower`')
  })

  test('compares with where the work began, not with what others did since', async () => {
    git(root, 'checkout', '--quiet', '-b', 'work')
    commit({ 'incidents/mine.md': timed.replace('Slow', 'Mine') })
    const other = ground.clone('other')
    write(other, { 'incidents/theirs.md': timed.replace('Slow', 'Theirs') })
    git(other, 'add', '-A')
    git(other, 'commit', '--quiet', '-m', 'Theirs')
    git(other, 'push', '--quiet', 'origin', 'HEAD:main')
    git(root, 'fetch', '--quiet')
    const { stdout } = await review(['--base', 'origin/main'])
    expect(stdout).toContain('Mine')
    expect(stdout).not.toContain('Theirs')
  })

  test('an update, a removal and strays are all told; what is on main already is only counted', async () => {
    commit({
      'incidents/gone.md': timed.replace('Slow', 'Gone'),
      'incidents/broken.md': '# Broken\n\n## Fnord · 2026-01-02 10:00 UTC\n',
    })
    rmSync(join(root, 'incidents/gone.md'))
    commit({
      'incidents/slow.md': `${timed}\n## Resolved · 2026-11-21 11:50 UTC {quiet}\n\nIt is fast again.\n`,
      'incidents/2026/deep.md': '# Deep\n',
      'incidents/picture.png': 'x',
      'incidents/_templates/mine.md': '# Mine\n',
    })
    const { code, stdout } = await review()
    expect(code).toBe(1)
    expect(stdout.match(/^####? .*$/gm)).toEqual([
      '### To mend: 1 mistake',
      '### What visitors will see',
      '#### Removed incident: `Gone`',
      '#### Changed incident: `Slow`',
      '### Who will be told',
    ])
    expect(stdout).toContain('**It disappears from the page, and so does its address.**')
    expect(stdout).toContain('- `incidents/2026/deep.md:1:1` `The page does not show this file')
    expect(stdout).toContain('- `incidents/picture.png:1:1` warning: `The page does not show this file.`')
    expect(stdout).toContain('Other files of the page have 1 mistake too')
    expect(stdout).not.toMatch(/mine\.md|broken\.md/)
  })

  test('a renamed file is one, with its old name', async () => {
    git(root, 'mv', 'incidents/slow.md', 'incidents/2026-11-21-slow.md')
    commit({})
    const { stdout } = await review()
    expect(stdout).toContain('#### Renamed incident: `Slow`')
    expect(stdout).toContain('`incidents/slow.md` → `incidents/2026-11-21-slow.md`')
    expect(stdout).toContain('**Its address changes, and links to the old one break.')
  })

  test('a translation is a change of its post, and no post of its own', async () => {
    const german = '# Langsam\n\n## Investigating · 2026-11-21 10:00 UTC\n\nWir sehen nach.\n'
    commit({ 'incidents/slow.de.md': german })
    const { code, stdout } = await review()
    expect(code).toBe(0)
    expect(stdout.match(/^####.*$/gm)).toEqual(['#### Changed incident: `Slow`'])
    git(root, 'rm', '--quiet', 'incidents/slow.de.md')
    commit({})
    expect((await review()).stdout.match(/^####.*$/gm)).toEqual(['#### Changed incident: `Slow`'])
  })

  test('a shallow checkout tells the times of headings that have none, from the commits', async () => {
    commit({ 'incidents/short.md': '# Short\n\n## Investigating {api=degraded}\n\nHm.\n' }, '2026-11-20T08:15:00Z')
    git(root, 'push', '--quiet', 'origin', 'HEAD:main')
    commit({ 'README.md': '# Later\n' }, '2026-11-20T09:00:00Z')
    write(root, {
      'incidents/short.md': '# Short\n\n## Investigating {api=degraded}\n\nHm.\n\n## Monitoring\n\nBetter.\n',
    })
    git(root, 'add', '-A')
    vi.stubEnv('GIT_AUTHOR_DATE', '2026-11-21T11:30:00Z')
    git(root, 'commit', '--quiet', '-m', 'Update')
    git(root, 'push', '--quiet', 'origin', 'HEAD:refs/heads/work')
    root = ground.clone('shallow', '--depth=2', '--branch=work')
    const { stdout } = await review()
    expect(stdout).toContain('- **Monitoring** · 2026-11-21 11:30 UTC\n')
    expect(stdout).toContain('- **Investigating** · 2026-11-20 08:15 UTC · `API` degraded performance\n')
  })

  test('without a base it says what is expected', async () => {
    const { code, stderr } = await review(['--base', 'nowhere'])
    expect(code).toBe(2)
    expect(stderr).toContain('there is no commit `nowhere` here to compare with.')
  })

  test('a base that looks like an option is none', async () => {
    const { code } = await review(['--base=--output=/tmp/candor-pwned'])
    expect(code).toBe(2)
  })

  test('asks no service, though the proposal names one', async () => {
    let asked = 0
    const server = createServer((socket) => {
      asked += 1
      socket.destroy()
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as { port: number }
    commit({
      'components.yml': `${components}  - { id: bait, name: Bait, check: { type: tcp, host: 127.0.0.1, port: ${port}, allow_private: true } }\n`,
    })
    const { code, stdout } = await review()
    await new Promise((closed) => server.close(closed))
    expect({ code, asked }).toEqual({ code: 0, asked: 0 })
    expect(stdout).toContain('- `Bait` is listed: **no recent data**')
  })
})

describe('a link', () => {
  /** A file of the machine that a change would like to see published. */
  const bait = () => {
    const path = join(ground.folder, 'bait.md')
    writeFileSync(path, `# ${word}\n\n## Investigating · 2026-11-21 10:00 UTC\n\n${word}\n`)
    return path
  }
  const link = (path: string, target: string) => {
    rmSync(join(root, path), { recursive: true, force: true })
    symlinkSync(target, join(root, path))
    commit({})
  }

  test('in incidents/ is told on its name, and not followed', async () => {
    link('incidents/linked.md', bait())
    const { code, stdout } = await review([], { GITHUB_ACTIONS: 'true' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error file=incidents\/linked\.md,line=1,.*This is a link to another place/m)
    expect(stdout).not.toContain(word)
  })

  test('to a folder in incidents/ is told, and not followed', async () => {
    link('incidents/2026', ground.folder)
    const { code, stdout } = await review()
    expect(code).toBe(1)
    expect(stdout).toContain('This is a link to another place')
  })

  for (const name of ['incidents', 'components.yml', 'checks']) {
    test(`in place of ${name} ends it before anything is read or written`, async () => {
      const target = join(ground.folder, 'target')
      mkdirSync(target, { recursive: true })
      const path = name === 'components.yml' ? bait() : target
      writeFileSync(join(target, 'x.md'), word)
      link(name, path)
      const { code, stdout, stderr } = await review()
      expect(code).toBe(1)
      expect(stderr).toContain(`candor: ${name} is a link to another place; it was not followed.`)
      expect(stdout + stderr).not.toContain(word)
    })
  }

  test('among the results ends it too', async () => {
    mkdirSync(join(root, 'checks'), { recursive: true })
    symlinkSync(bait(), join(root, 'checks/last-good-components.yml'))
    git(root, 'add', '--force', 'checks')
    commit({})
    const { code, stdout, stderr } = await review()
    expect(code).toBe(1)
    expect(stderr).toContain('checks/last-good-components.yml is a link')
    expect(stdout + stderr).not.toContain(word)
  })
})
