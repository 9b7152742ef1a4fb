import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const run = promisify(execFile)
let scratch: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'candor-init-'))
})
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true })
})

const candor = (...words: string[]) => run(process.execPath, ['src/main.ts', ...words])

describe('init', () => {
  it('writes a page that validates as it is', async () => {
    const page = join(scratch, 'my-status')
    const engine = ['--engine', 'acme/candor@0123456789012345678901234567890123456789']
    const endpoints = ['--endpoint', 'website=https://acme.example/', '--endpoint', 'db=tcp://db.acme.example:5432']
    await candor(
      'init',
      page,
      '--name',
      'Acme "Status": 1',
      '--url',
      'https://status.acme.example',
      ...engine,
      ...endpoints,
    )
    expect((await readdir(page)).sort()).toEqual(
      ['.gitattributes', '.github', '.gitignore', 'README.md', 'checks', 'components.yml', 'incidents'].sort(),
    )
    const { stdout } = await candor('validate', '--root', page)
    expect(stdout).toMatch(/\S/)
    const text = await readFile(join(page, 'components.yml'), 'utf8')
    expect(text.split('\n')[0]).toMatch(/^# yaml-language-server: \$schema=https:\/\/.*components\.schema\.json$/)
    expect(parse(text).components[1]).toEqual({
      id: 'db',
      name: 'Db',
      check: { type: 'tcp', host: 'db.acme.example', port: 5432 },
    })
  })

  it('pins the engine by its commit in short workflows', async () => {
    const folder = join(scratch, 'my-status', '.github', 'workflows')
    for (const name of ['checks.yml', 'page.yml', 'post.yml', 'pull-request.yml']) {
      const text = await readFile(join(folder, name), 'utf8')
      const workflow = parse(text)
      const uses = Object.values<{ steps: { uses: string }[] }>(workflow.jobs).flatMap(({ steps }) =>
        steps.map((step) => step.uses),
      )
      for (const step of uses) expect(step).toMatch(/@[0-9a-f]{40}$/)
      expect(uses).toContain('acme/candor@0123456789012345678901234567890123456789')
      expect(workflow.permissions).toEqual({})
      expect(text.split('\n').length).toBeLessThan(70)
    }
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

  it.each([
    [['--endpoint', 'API=https://acme.example'], '--endpoint api='],
    [['--endpoint', 'ftp://acme.example'], '--endpoint api='],
    [['--engine', 'candor'], 'owner/candor@commit'],
    [['--url', 'acme', '--endpoint', 'api=https://acme.example'], 'components.yml:'],
  ])('refuses %j and says what to type', async (flags, words) => {
    const refused = candor('init', join(scratch, 'refused'), ...flags)
    await expect(refused).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
    await expect(readdir(join(scratch, 'refused'))).rejects.toThrow()
  })
})
