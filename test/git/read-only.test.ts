import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { pull } from '../../src/git/pull.ts'
import { checksIn, type Ground, git, header, makeGround, row, runsIn, write } from './clone.ts'

const pause = vi.fn(async () => {})
const order = { now: 1_795_255_500, subject: 'All 20 up', pause }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const ours = { 'checks/2026-11-21.csv': header + row('2026-11-21T10:01:00Z', '2.1') }

let ground: Ground
let server: Server
beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  pause.mockClear()
  ground = makeGround()
  const other = ground.clone('other')
  write(other, { 'checks/2026-11-21.csv': header + row('2026-11-21T10:00:00Z', '1.1') })
  await publish(other, config, order)
  server = createServer(readOnly)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  ground.remove()
})

/** Git's own HTTP server, before it what GitHub does with a token that may only read: 403 for a push. */
const readOnly: Parameters<typeof createServer>[1] = (request, answer) => {
  const url = new URL(request.url ?? '/', 'http://x')
  if (`${url.pathname}${url.search}`.includes('git-receive-pack')) {
    answer.writeHead(403, { 'content-type': 'text/plain' }).end('Write access to repository not granted.\n')
    return
  }
  const env = {
    ...process.env,
    GIT_PROJECT_ROOT: ground.folder,
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
  }
  const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  request.pipe(child.stdin)
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.on('close', () => {
    const output = Buffer.concat(parts)
    const end = output.indexOf('\r\n\r\n')
    for (const line of output.toString('latin1', 0, end).split('\r\n')) {
      const [name, value] = line.split(': ')
      if (name && value && name !== 'Status') answer.setHeader(name, value)
    }
    answer.end(output.subarray(end + 4))
  })
}

test('a token that may only read: pull works, publish says what it lacks, at once, and keeps the rows', async () => {
  const root = ground.clone('a')
  const { port } = server.address() as AddressInfo
  git(root, 'remote', 'set-url', 'origin', `http://x-access-token:ghp_s3cret@127.0.0.1:${port}/origin.git`)
  write(root, ours)
  const failure = await publish(root, config, order).catch((error: Error) => error)
  expect(failure).toMatchObject({
    exitCode: 3,
    trouble: 'read_only',
    message: expect.stringMatching(/^We may read `origin`, but not push to it\.\n.*permissions: \{ contents: write \}/),
  })
  expect((failure as Error).message).not.toContain('s3cret')
  expect(pause).not.toHaveBeenCalled()
  expect(checksIn(root)).toEqual({ '2026-11-21.csv': ours['checks/2026-11-21.csv'] })
  await pull(root, config)
  expect(runsIn(checksIn(root)['2026-11-21.csv']!)).toEqual(['1.1', '2.1'])
})
