import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { write } from '../git/clone.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const main = join(import.meta.dirname, '../../src/main.ts')
const token = 'tok<4f9a>7c'

let root: string
let said: { code: number; out: string; err: string }

/** A page whose incident tells a secret, built once by a machine that knows it; an older page stands in its place. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-given-away-'))
  write(root, {
    'components.yml': `candor: 1
site: { name: Acme Status, url: https://status.acme.example }
secrets: [API_TOKEN]
results: { branch: main }
components: [{ id: api, name: API }]
`,
    'incidents/api-down.md': `# API down\n\n## Investigating · 2026-11-21 10:02 UTC {api=major}\n\nWe see \`${token}\` refused.\n`,
    'dist/index.html': 'The older page',
    'dist/version.json': '{}',
    // Whatever Node starts for us says what it was told.
    'told.mjs': `import { writeFileSync } from 'node:fs'
      if ((process.argv[1] ?? '').endsWith('build-worker.ts'))
        writeFileSync(${JSON.stringify(join(root, 'told.json'))}, JSON.stringify(process.env))`,
  })
  const words = [main, 'build', '--root', root, '--now', '2026-11-21T10:20:00Z']
  const env = { ...process.env, API_TOKEN: token, GITHUB_TOKEN: 'ghs_12345678', SMTP_PASSWORD: 'pass-word' }
  const child = spawn(process.execPath, words, {
    env: { ...env, NODE_OPTIONS: `--import ${join(root, 'told.mjs')}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  said = { code: 0, out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (said.out += part))
  child.stderr.on('data', (part: Buffer) => (said.err += part))
  const [code] = (await once(child, 'close')) as [number]
  said.code = code
})
afterAll(() => rm(root, { recursive: true }))

test('a page that tells a secret is not put in place; where people wrote it is named first, then the files made of it', () => {
  expect(said.code).toBe(1)
  expect(said.err).toMatch(/^candor: The new site was not put in place: it would give away a secret\.$/m)
  expect(said.err.split('\n')[1]).toBe('  incidents/api-down.md:5:9: here stands the value of API_TOKEN.')
  // Data, as JSON and XML write it, and the page, as HTML does.
  expect(said.err).toMatch(
    /^ {2}dist\/api\/v2\/\S+\.json:\d+:\d+: here stands the value of API_TOKEN( \(as in \w+\))?\.$/m,
  )
  expect(said.err).toMatch(/^ {2}\.\.\. and in \d+ more places\.$/m)
  expect(said.out + said.err).not.toContain('4f9a')
})

test('the older page stands as it was, alone', async () => {
  expect(await readFile(join(root, 'dist/index.html'), 'utf8')).toBe('The older page')
  expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist'])
})

test('the process that builds, with the packages of others in it, is told no secret', async () => {
  const told = JSON.parse(await readFile(join(root, 'told.json'), 'utf8')) as Record<string, string>
  expect(told['PATH']).toBe(process.env['PATH'])
  expect(Object.keys(told).filter((name) => /TOKEN|PASSWORD/.test(name))).toEqual([])
  expect(JSON.stringify(told)).not.toMatch(/4f9a|ghs_|pass-word/)
})
