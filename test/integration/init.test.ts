import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { git } from '../git/clone.ts'

const run = promisify(execFile)
const top = join(import.meta.dirname, '../..')
const engine = ['--engine', 'acme/candor@0123456789012345678901234567890123456789']
const named = ['--name', 'Acme "Status": 1', '--url', 'https://status.acme.example', ...engine]
let scratch: string
let service: Server
let asked = 0

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'candor-init-'))
  service = createServer((_, answer) => {
    asked += 1
    answer.end('ok')
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
})
afterAll(async () => {
  service.close()
  await rm(scratch, { recursive: true, force: true })
})

const candor = (...words: string[]) => run(process.execPath, ['src/main.ts', ...words])
const address = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}/`

describe('init', () => {
  it('writes a page that validates as it is, in a Git repository of its own', async () => {
    const page = join(scratch, 'my-status')
    const endpoints = ['--endpoint', 'https://acme.example/', '--endpoint', 'main-db=tcp://db.acme.example:5432']
    const { stdout } = await candor('init', page, ...named, ...endpoints, '--no-probe')
    expect((await readdir(page)).sort()).toEqual(
      ['.git', '.gitattributes', '.github', '.gitignore', 'README.md', 'checks', 'components.yml', 'incidents'].sort(),
    )
    await candor('validate', '--root', page)
    const text = await readFile(join(page, 'components.yml'), 'utf8')
    expect(text.split('\n')[0]).toMatch(/^# yaml-language-server: \$schema=https:\/\/.*components\.schema\.json$/)
    expect(parse(text).components).toEqual([
      { id: 'website', name: 'Website', check: { type: 'http', url: 'https://acme.example/' } },
      { id: 'main-db', name: 'Main DB', check: { type: 'tcp', host: 'db.acme.example', port: 5432 } },
    ])
    // The three things to type are the last it says, and the middle one works as it stands.
    const commands = stdout.split('\n').filter((line) => /^ {2}(\S*candor serve|git) /.test(line))
    expect(commands).toHaveLength(3)
    const who = {
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'a@b.c',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'a@b.c',
    }
    await run('sh', ['-ec', commands[1]!], { env: { ...process.env, ...who } })
    expect(git(page, 'log', '-1', '--format=%s').trim()).toBe('Start Acme "Status": 1')
    expect(git(page, 'status', '--porcelain')).toBe('')
  })

  it('pins the engine by its commit in workflows of under 25 lines', async () => {
    const folder = join(scratch, 'my-status', '.github', 'workflows')
    const names = await readdir(folder)
    expect(names.sort()).toEqual(['checks.yml', 'page.yml', 'post.yml', 'pull-request.yml'])
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8')
      const workflow = parse(text)
      const uses = Object.values<{ steps: { uses: string }[] }>(workflow.jobs).flatMap(({ steps }) =>
        steps.map((step) => step.uses),
      )
      for (const step of uses) expect(step).toMatch(/@[0-9a-f]{40}$/)
      expect(uses).toContain('acme/candor@0123456789012345678901234567890123456789')
      expect(workflow.permissions).toEqual({})
      expect(text.trimEnd().split('\n').length, name).toBeLessThan(25)
    }
  })

  it('links to pages of the engine that are there, at the commit that is pinned', async () => {
    const page = join(scratch, 'my-status')
    const texts = await Promise.all(
      ['README.md', 'components.yml', '.github/workflows/checks.yml', '.github/workflows/post.yml'].map((path) =>
        readFile(join(page, path), 'utf8'),
      ),
    )
    const links = texts.join('\n').matchAll(/https:\/\/github\.com\/acme\/candor\/blob\/(\w+)\/([\w./-]+)/g)
    const paths = [...links].map(([, commit, path]) => {
      expect(commit).toBe('0123456789012345678901234567890123456789')
      return path!
    })
    expect(paths.length).toBeGreaterThan(6)
    for (const path of paths) expect(existsSync(join(top, path)), path).toBe(true)
  })

  it('looks once at what it is told to watch, says what it saw, and makes the page all the same', async () => {
    const page = join(scratch, 'looked')
    const endpoints = ['--endpoint', `api=${address()}`, '--endpoint', 'db=tcp://127.0.0.1:9']
    const { stdout, stderr } = await candor('init', page, ...named, ...endpoints)
    // This machine is a private address, which is only looked at when components.yml says so.
    expect(stdout).toMatch(/^api +down .* private address/m)
    expect(stdout).toContain('2 probed: 2 down.')
    expect(stdout).toContain('allow_private: true')
    expect(stderr).toBe('')
    expect(asked).toBe(0)
    const status = await candor('status', '--json', '--root', page)
    expect(JSON.parse(status.stdout).components.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'down',
      'down',
    ])
  })

  it('looks at nothing when told so, and keeps no result', async () => {
    const page = join(scratch, 'not-looked')
    const { stdout } = await candor('init', page, ...named, '--endpoint', `api=${address()}`, '--no-probe', '--no-git')
    expect(stdout).not.toContain('probed')
    expect(await readdir(join(page, 'checks'))).toEqual(['README.md'])
    expect(existsSync(join(page, '.git'))).toBe(false)
  })

  it('overwrites nothing', async () => {
    const page = join(scratch, 'my-status')
    const before = await readFile(join(page, 'components.yml'), 'utf8')
    await expect(candor('init', page)).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringContaining('nothing was written'),
    })
    expect(await readFile(join(page, 'components.yml'), 'utf8')).toBe(before)
  })

  it('moves into a repository that GitHub made, and leaves its README as it is', async () => {
    const page = join(scratch, 'cloned')
    await mkdir(page)
    git(page, 'init', '--quiet')
    await writeFile(join(page, 'README.md'), '# status\n')
    const { stderr } = await candor('init', page, ...named, '--endpoint', 'https://acme.example/', '--no-probe')
    expect(stderr).toContain('README.md was there and stays as it is')
    expect(await readFile(join(page, 'README.md'), 'utf8')).toBe('# status\n')
    expect(existsSync(join(page, 'components.yml'))).toBe(true)
    // In a folder below, GitHub would not find the workflows.
    const below = await candor(
      'init',
      join(page, 'status'),
      ...named,
      '--no-probe',
      '--endpoint',
      'https://acme.example/',
    )
    expect(below.stderr).toContain('GitHub runs only the workflows at the top')
    expect(existsSync(join(page, 'status/.git'))).toBe(false)
  })

  it('says what stands in for what nobody said', async () => {
    const { stderr } = await candor('init', join(scratch, 'bare'), ...engine, '--no-probe')
    expect(stderr).toContain('Nobody said --name, --url, --endpoint')
    await candor('validate', '--root', join(scratch, 'bare'))
  })

  it.each([
    [['--endpoint', 'API=https://acme.example'], '--endpoint api='],
    [['--endpoint', 'ftp://acme.example'], '--endpoint api='],
    [['--endpoint', 'a=https://a.example', '--endpoint', 'a=https://b.example'], 'There is a `a` already'],
    [['--engine', 'candor'], 'owner/candor@commit'],
    [['--url', 'acme', '--endpoint', 'api=https://acme.example'], 'components.yml:'],
  ])('refuses %j and says what to type', async (flags, words) => {
    const refused = candor('init', join(scratch, 'refused'), ...flags)
    await expect(refused).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
    await expect(readdir(join(scratch, 'refused'))).rejects.toThrow()
  })

  it('asks on a terminal, and again when an answer cannot be taken', async () => {
    const page = join(scratch, 'asked')
    const answers: [RegExp, string][] = [
      [/◆ +What is the page called\?/, 'Acme Status\r'],
      [/◆ +Where will it live\?/, 'acme.github.io/status\r'],
      [/◆ +What should be watched\?/, 'ftp://acme.example\r'],
      [/no address of the kinds/, '\u0015acme.example\r'],
      [/◆ +What else\?/, 'db=tcp://db.acme.example:5432\r'],
      [/◆ +What else\?/, '\r'],
      [/◆ +Make it a Git repository/, '\r'],
    ]
    const line = `stty cols 100 rows 40; exec '${process.execPath}' src/main.ts init '${page}' --no-probe`
    // util-linux' script gives it a terminal.
    const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: top, stdio: ['pipe', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString('utf8')
      const [next] = answers
      if (next === undefined || !next[0].test(stripVTControlCharacters(said))) return
      answers.shift()
      said = ''
      child.stdin.write(next[1])
    })
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(0)
    expect(answers).toEqual([])
    const { site, components } = parse(await readFile(join(page, 'components.yml'), 'utf8'))
    expect(site).toEqual({ name: 'Acme Status', url: 'https://acme.github.io/status' })
    expect(components.map(({ id }: { id: string }) => id)).toEqual(['website', 'db'])
    expect(existsSync(join(page, '.git'))).toBe(true)
  })
})
