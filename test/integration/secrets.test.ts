import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Authority, makeAuthority } from '../probe/support/certificates.ts'
import { answer, closeAll, closedPort, onRequest, serve, serveTls } from '../probe/support/servers.ts'

const run = promisify(execFile)
const candor = join(import.meta.dirname, '..', '..', 'candor')

const canary = 'c4n4ry-9f3b/7e1d?S3cret'
const bare = 'c4n4ry9f3b'
const secrets = {
  TOKEN: canary,
  LABEL: bare,
  NO_URL: `no url ${canary}`,
  TWO_LINES: `${canary}\r\nx-evil: ${canary}`,
  KEY: `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`,
}
/** Every shape in which it could come out: as it is, in a URL, in credentials, in a host name. */
const shapes = [
  ...[canary, bare, encodeURIComponent(canary), 'c4n4ry', 's3cret'],
  ...[canary, `user:${canary}`, `:${canary}`].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, '')),
].map((text) => text.toLowerCase())

function leaks(where: string, text: string): string[] {
  return shapes.filter((shape) => text.toLowerCase().includes(shape)).map((shape) => `${where} holds ${shape}`)
}

let folder: string
let authority: Authority
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candor-secrets-'))
  authority = await makeAuthority()
})
afterAll(async () => {
  await closeAll()
  await authority.remove()
  await rm(folder, { recursive: true })
})

/** A server that says the secret wherever a server can say something. */
async function echoing() {
  const heard: string[] = []
  const { port } = await serve(
    onRequest((socket, head) => {
      heard.push(head)
      const path = head.split(' ')[1]?.split(/[/?]/)[1]
      const said: Record<string, () => Buffer | string> = {
        reason: () => `HTTP/1.1 500 ${canary}\r\nx-${bare}: ${canary}\r\ncontent-length: 0\r\n\r\n`,
        header: () => answer(200, { 'x-version': canary, 'set-cookie': `a=${canary}`, server: canary }),
        body: () => answer(200, {}, `{"state":"${canary}"}`),
        refused: () => answer(302, { location: `http://127.0.0.1:1/${canary}` }, canary),
        ftp: () => answer(302, { location: `ftp://${bare}.test/${canary}` }, canary),
        user: () => answer(302, { location: `http://user:${bare}@127.0.0.1/` }, canary),
        loop: () => answer(302, { location: `/loop/${canary}` }, canary),
        noise: () => `${canary}\r\n\r\n`,
        cut: () => `HTTP/1.1 200 X\r\ncontent-length: 999\r\n\r\n${canary}`,
      }
      socket.end(said[path ?? '']?.() ?? answer(200))
    }),
  )
  return { port, heard }
}

async function components() {
  const { port, heard } = await echoing()
  const named = await authority.issue({ san: `DNS:${bare}.test,URI:https://${bare}.test/`, common: bare })
  const tls = await serveTls(named, () => {})
  await writeFile(join(folder, 'ca.pem'), authority.cert)
  const base = `http://127.0.0.1:${port}`
  const dead = await closedPort()
  const checks = [
    `url: "${base}/fine", headers: { Authorization: "Bearer \${TOKEN}", Cookie: "a=\${TOKEN}" }`,
    `url: "${base}/reason/\${TOKEN}"`,
    `url: "${base}/header?t=\${TOKEN}", expect: { headers: { x-version: "2" } }`,
    `url: "${base}/body", method: POST, body: "\${TOKEN}", expect: { json: [{ path: $.state, equals: up }] }`,
    ...['refused', 'ftp', 'user', 'loop', 'noise', 'cut'].map((path) => `url: "${base}/${path}/\${TOKEN}"`),
    `url: "http://user:\${TOKEN}@127.0.0.1:${port}/fine"`,
    `url: "http://user:\${LABEL}@127.0.0.1:${port}/fine"`,
    `url: "http://\${LABEL}.localhost:${dead}/"`,
    `url: "\${NO_URL}"`,
    `url: "${base}/fine", headers: { X-Token: "\${TWO_LINES}" }`,
    `url: "https://localhost:${tls.port}/\${TOKEN}", ip: 4, ca: ca.pem`,
    `url: "https://localhost:${tls.port}/", ip: 4, client_certificate: { cert: ca.pem, key: "\${KEY}" }`,
    `url: "https://api.test/\${TOKEN}", proxy: "http://user:\${LABEL}@127.0.0.1:${dead}"`,
    `url: "${base}/fine", headers: { X-Token: "\${MISSING}" }`,
  ]
  const lines = checks.map((check, index) => {
    return `  - { id: c${index}, name: C${index}, check: { type: http, allow_private: true, confirm: 1, ${check} } }`
  })
  const text = `candor: 1
site: { name: Test, url: https://status.example }
secrets: [${[...Object.keys(secrets), 'MISSING'].join(', ')}]
components:
${lines.join('\n')}
  - { id: tcp, name: TCP, check: { type: tcp, host: 127.0.0.1, port: ${port}, allow_private: true, confirm: 1, send: "\${TOKEN}\\r\\n\\r\\n", expect: PONG } }
`
  return { text, heard, count: checks.length + 1 }
}

/** What a command printed, whatever it exits with: a secret that is missing is told by that too. */
async function ran(words: string[], env: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr: string }> {
  return await run(candor, words, { env }).catch((error: { stdout: string; stderr: string }) => error)
}

/** Every file below a folder, as text. */
async function filesOf(path: string): Promise<[string, string][]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return await Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(file, 'latin1')]))
}

test('the search for secrets finds what it looks for', () => {
  expect(leaks('a line', `x ${Buffer.from(`user:${canary}`).toString('base64')}`)).not.toEqual([])
  expect(leaks('a line', `GET /${encodeURIComponent(canary)}`)).not.toEqual([])
  expect(leaks('a line', 'nothing of it')).toEqual([])
})

test('a secret appears in nothing that is printed, written or published, also when servers say it back', async () => {
  const { text, heard, count } = await components()
  const root = join(folder, 'page')
  const remote = join(folder, 'remote.git')
  const git = async (...words: string[]) => (await run('git', words, { cwd: root })).stdout
  await run('git', ['init', '--quiet', '--bare', remote])
  await run('git', ['init', '--quiet', '--initial-branch', 'main', root])
  await writeFile(join(root, '.gitignore'), 'checks/\n')
  await writeFile(join(root, 'components.yml'), text)
  await writeFile(join(root, 'ca.pem'), authority.cert)
  await git('add', '.')
  await git('-c', 'user.name=T', '-c', 'user.email=t@example.test', 'commit', '--quiet', '-m', 'Begin')
  await git('remote', 'add', 'origin', remote)

  const summary = join(folder, 'summary.md')
  const env = { ...process.env, ...secrets, GITHUB_STEP_SUMMARY: summary, CANDOR_DEBUG: '1', NODE_DEBUG: '' }
  const ids = Array.from({ length: count - 1 }, (_, index) => `c${index}`)
  const json = await ran(['check', '--json', '--publish', '--no-watch', '--root', root], env)
  const people = await ran(['check', '--publish', '--no-watch', '--root', root, ...ids, 'tcp'], env)
  const status = await ran(['status', '--json', '--root', root], env)

  // The secret did go out, and all of these servers were heard.
  expect(heard.join('\n')).toContain(canary)
  const { results } = JSON.parse(json.stdout) as {
    results: { id: string; class: string | null; detail: string | null }[]
  }
  expect(results).toHaveLength(count)
  const said = results.map((result) => [result.class, result.detail].filter(Boolean).join(':') || 'up')
  expect(said).toEqual([
    ...['up', 'status:500', 'header', 'json', 'refused', 'redirect_invalid', 'redirect_blocked', 'redirect_limit'],
    ...['protocol', 'truncated', 'checker:url', 'up', 'refused', 'checker:url', 'checker:request', 'tls_hostname'],
    ...['checker:certificate-file', 'checker:proxy', 'checker:secret', 'answer'],
  ])
  expect(json.stderr + people.stderr).toContain('MISSING')

  const found = [
    ...leaks('stdout', json.stdout + people.stdout + status.stdout),
    ...leaks('stderr', json.stderr + people.stderr + status.stderr),
    ...leaks('the step summary', await readFile(summary, 'utf8')),
    ...(await filesOf(join(root, 'checks'))).flatMap(([file, content]) => leaks(file, content)),
    ...leaks('the history', (await run('git', ['--git-dir', remote, 'log', '--all', '-p', '--format=fuller'])).stdout),
  ]
  expect(found).toEqual([])
  const published = await run('git', ['--git-dir', remote, 'log', '--all', '--format=%B'])
  expect(published.stdout).toMatch(/\d+ down: c\d+/)
})
