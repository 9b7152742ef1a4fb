import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/table.ts'
import { commandsIn, fileLinksIn, proseFiles } from '../docs.ts'
import { writeSources } from '../docs-sources.ts'

const run = promisify(execFile)
const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const scripts = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).scripts as Record<string, string>
const prose = proseFiles()
let scratch: string

/** Commands of the docs that other tests run from beginning to end (the beat: check.test.ts, not for 55 minutes). */
const runElsewhere =
  /^(\.\/candor check --every \S+ --for \S+ --publish|npm (run demo|test|run test:deep|run bench.*|run schema|start)|git clone .*|node tools\/complete-lock\.mjs)$/

describe.each([...prose])('%s', (path, text) => {
  // What one page makes is not in the way of the next.
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'candor-docs-'))
    await symlink(join(top, 'candor'), join(scratch, 'candor'))
    await writeSources(scratch)
  })
  afterAll(async () => {
    await rm(scratch, { recursive: true, force: true })
  })

  it.each(commandsIn(text).map((command) => [command]))('says what works: %s', async (command) => {
    if (runElsewhere.test(command)) {
      const [, name] = /^npm (?:run )?([a-z:]+)/.exec(command) ?? []
      if (name !== undefined) expect(Object.keys(scripts)).toContain(name)
      return
    }
    // `init` would look at addresses of the internet; it is looked at in init.test.ts.
    const local = command.replace(/^(\.\/candor init .*)$/, '$1 --no-probe')
    await run('sh', ['-ec', local], { cwd: scratch, timeout: 60_000 })
  })

  it('links to files that are there', () => {
    for (const target of fileLinksIn(path, text))
      expect(existsSync(join(top, target)), `${path} links to ${target}`).toBe(true)
  })

  it('names only commands that exist', () => {
    for (const [, name] of text.matchAll(/`?\.\/candor ([a-z]+)/g)) expect(Object.keys(commands)).toContain(name)
  })
})

describe('docs/README.md', () => {
  const reached = new Set<string>()
  const follow = (path: string) => {
    if (reached.has(path)) return
    reached.add(path)
    for (const target of fileLinksIn(path, prose.get(path) ?? '')) if (prose.has(target)) follow(target)
  }
  follow('docs/README.md')

  it('names every task, and leads to every page', () => {
    const named = fileLinksIn('docs/README.md', prose.get('docs/README.md')!)
    const tasks = [...prose.keys()].filter((path) => /^docs\/[^/]+\.md$/.test(path) && path !== 'docs/README.md')
    expect(tasks.filter((path) => !named.includes(path))).toEqual([])
    expect([...prose.keys()].filter((path) => !reached.has(path) && path !== 'README.md')).toEqual([])
  })
})

describe('the command line', () => {
  it.each(Object.keys(commands))('explains %s', async (name) => {
    const { stdout } = await run(process.execPath, [join(top, 'src/main.ts'), name, '--help'])
    expect(stdout).toContain(`Usage: candor ${name}`)
    expect(stdout).toContain('--root')
    expect(stdout).toContain('--now')
  })

  it('exits 2 for a word that is no command, and says what was meant', async () => {
    const wrong = run(process.execPath, [join(top, 'src/main.ts'), 'chek'])
    await expect(wrong).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('check') })
  })
})
