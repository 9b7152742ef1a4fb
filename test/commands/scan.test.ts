import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { write } from '../git/clone.ts'

const main = join(import.meta.dirname, '../../src/main.ts')
const token = 'tok-4f9a7c'
const components = 'candor: 1\nsecrets: [API_TOKEN, SMTP_PASSWORD, SMTP_USER]\n'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'candor-scan-'))
  write(root, { 'components.yml': components, 'dist/index.html': '<p>Fine.</p>', 'dist/version.json': '{}' })
})
afterEach(() => rmSync(root, { recursive: true }))

const scan = (env: Record<string, string>, ...words: string[]) => candor('scan', env, words)

async function candor(command: string, env: Record<string, string>, words: string[]) {
  const child = spawn(process.execPath, [main, command, ...words, '--root', root], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: root, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (said.out += part))
  child.stderr.on('data', (part: Buffer) => (said.err += part))
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...said }
}

test('a site without secrets may go out; what was not looked for is said', async () => {
  const { code, out, err } = await scan({
    API_TOKEN: token,
    SMTP_USER: 'status@acme.example',
    GITHUB_TOKEN: 'ghs_12345678',
  })
  expect([code, out]).toEqual([0, 'dist (2 files, 0.0 MB) gives nothing away of API_TOKEN, GITHUB_TOKEN.\n'])
  expect(err).toBe(`candor: Not looked for, because not set here: SMTP_PASSWORD.
  In page.yml hand each to the step that scans, as in:
    env:
      SMTP_PASSWORD: \${{ secrets.SMTP_PASSWORD }}
candor: Not looked for, because they are short or usual and would stop any page: SMTP_USER.
  Expected at least 8 characters, 16 where they are letters or digits alone, and no mail address.
`)
})

test('in a page, a build log, a picture and a file’s name it is found, with every place and never the value', async () => {
  const encoded = Buffer.from(`x${token}`).toString('base64')
  write(root, {
    'dist/index.html': `<p>Fine.</p>\n<p>é <b>${token}</b></p>`,
    'dist/build.log': `GET /\nAuthorization: Basic ${encoded}\n`,
    'dist/api/v2/summary.json': JSON.stringify({ name: token }),
    [`dist/incidents/${token}/index.html`]: '',
  })
  write(root, { 'log.txt': `link ${token}` })
  symlinkSync('../log.txt', join(root, 'dist/link.txt'))
  const { code, out, err } = await scan({ API_TOKEN: token, GITHUB_ACTIONS: 'true' })
  expect([code, out]).toEqual([1, ''])
  expect(err).toBe(`candor: dist must not go out: it would give away a secret.
  dist/api/v2/summary.json:1:10: here stands the value of API_TOKEN.
  dist/build.log:2:24: here stands the value of API_TOKEN (in base64).
  dist/incidents/***/index.html: the name of this file holds the value of API_TOKEN.
  dist/index.html:2:9: here stands the value of API_TOKEN.
  dist/link.txt:1:6: here stands the value of API_TOKEN.
  Take it out there and try again. If anybody can have seen it, replace it where it was issued.
  If it is no secret, write it into components.yml as it is, and not as \${NAME}.
`)
})

test('of many places the first ten are named', async () => {
  write(root, { 'dist/index.html': `${token}\n`.repeat(12) })
  const { err } = await scan({ API_TOKEN: token })
  expect(err.match(/here stands/g)).toHaveLength(10)
  expect(err).toContain('\n  ... and in 2 more places.\n')
})

test('a folder that is not there is wrong use, and where no secret is set nothing is looked for', async () => {
  expect(await scan({}, 'elsewhere')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('./candor build'),
  })
  expect(await scan({})).toMatchObject({ code: 0, out: 'No secrets are set here: there is nothing to look for.\n' })
})

test('a copy to a second host is stopped by the same look, before a byte of it is there', async () => {
  write(root, { 'dist/build.log': `Authorization: ${token}\n`, 'second/.keep': '' })
  const place = `rsync:${join(root, 'second')}`
  const { code, err } = await candor('mirror', { API_TOKEN: token }, [place])
  expect([code, readdirSync(join(root, 'second'))]).toEqual([1, ['.keep']])
  expect(err).toContain(`candor: Nothing was copied: it would give away a secret.
  dist/build.log:1:16: here stands the value of API_TOKEN.
`)
})
