import process from 'node:process'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { attemptAt, http, tcp } from './support/check.ts'
import { closeAll, onRequest, serve } from './support/servers.ts'

afterAll(closeAll)

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 10_000 : 200) }

const status = fc.constantFrom(100, 101, 103, 200, 204, 206, 301, 304, 404, 429, 500, 502, 503, 599)
const header = fc.constantFrom(
  ...[
    'content-length: 3',
    'content-length: 99999',
    'content-length: -1',
    'transfer-encoding: chunked',
    'connection: close',
  ],
  ...[
    'content-encoding: gzip',
    'content-encoding: deflate',
    'content-encoding: br',
    'location: /',
    'location: http://',
    'x',
  ],
  ...[
    'content-type: text/html',
    'retry-after: 9',
    'upgrade: h2c',
    'set-cookie: a=b',
    `x: ${'y'.repeat(70_000)}`,
    ': :',
    '\u0000: 1',
  ],
)
const head = fc
  .tuple(status, fc.array(header, { maxLength: 4 }))
  .map(([code, headers]) => Buffer.from([`HTTP/1.1 ${code} X`, ...headers, '', ''].join('\r\n'), 'latin1'))
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const answers = fc.array(fc.oneof(head, bytes), { minLength: 1, maxLength: 4 })

test('whatever bytes come, a probe ends with a verdict of the format, and no 5xx is up', async () => {
  let parts: Buffer[] = []
  const server = await serve(
    onRequest((socket) => {
      for (const part of parts) socket.write(part)
      socket.end()
    }),
  )
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      parts = given
      const result = await attemptAt(http(server.url, { timeout: 2, follow: 1 }))
      expect(['up', 'down', 'unknown']).toContain(result.verdict)
      expect(result.detail ?? 'x').toMatch(/^[A-Za-z0-9._-]{1,40}$/)
      expect(result.class).not.toBe('checker')
      if (/^HTTP\/1\.1 5\d\d/.test(given[0]!.toString('latin1'))) expect(result.verdict).not.toBe('up')
      expect(['up', 'down']).toContain((await attemptAt(tcp(server.port, { timeout: 2 }))).verdict)
    }),
    runs,
  )
})
