import process from 'node:process'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { attemptAt, http, tcp } from './support/check.ts'
import { closeAll, onRequest, serve } from './support/servers.ts'

afterAll(closeAll)

/** So many answers a run: they are asked for side by side. */
const batch = 20
const answersIn = (count: number) => ({ seed: 1, numRuns: count / batch })

const status = fc.constantFrom(100, 101, 103, 200, 204, 206, 301, 304, 404, 429, 500, 502, 503, 599)
const header = fc.constantFrom(
  ...['content-length: 3', 'content-length: 99999', 'content-length: -1', 'content-length: 3, 3'],
  ...['transfer-encoding: chunked', 'transfer-encoding: gzip', 'connection: close', 'connection: upgrade'],
  ...['content-encoding: gzip', 'content-encoding: deflate', 'content-encoding: br', 'content-encoding: zstd'],
  ...['location: /', 'location: http://', 'location: ', 'set-cookie: a=b', 'set-cookie: =;', 'x', ': :'],
  ...['content-type: text/html', 'retry-after: 9', 'upgrade: h2c', 'server: cloudflare', 'x-iinfo: 1'],
  ...[`x: ${'y'.repeat(70_000)}`, '\u0000: 1', ' folded', 'trailer: x'],
)
const head = fc
  .tuple(status, fc.array(header, { maxLength: 4 }))
  .map(([code, headers]) => Buffer.from([`HTTP/1.1 ${code} X`, ...headers, '', ''].join('\r\n'), 'latin1'))
const chunks = fc
  .array(fc.string({ maxLength: 20 }), { maxLength: 3 })
  .map((texts) => Buffer.from([...texts, ''].map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join('')))
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const piece = fc.oneof(head, chunks, bytes)
/** Some with a few bytes turned, as a sick wire would. */
const answer = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
  .map(([parts, turned]) => {
    const whole = Buffer.concat(parts)
    for (const [at, value] of turned) if (whole.length > 0) whole[at % whole.length] = value
    return whole
  })

async function serving() {
  const answers = new Map<string, Buffer>()
  const server = await serve(
    onRequest((socket, text) => {
      const given = answers.get(/^GET \/(\d+)/.exec(text)?.[1] ?? '') ?? Buffer.alloc(0)
      const half = given.length >> 1
      socket.write(given.subarray(0, half))
      setImmediate(() => socket.end(given.subarray(half)))
    }),
  )
  return { answers, server }
}

test('whatever bytes come, a probe ends with a verdict of the format, and no 5xx is up', async () => {
  const { answers, server } = await serving()
  let index = 0
  const one = async (given: Buffer) => {
    index += 1
    answers.set(String(index), given)
    const result = await attemptAt(http(`${server.url}${index}`, { timeout: 20, follow: 1 }))
    answers.delete(String(index))
    expect(['up', 'down', 'unknown']).toContain(result.verdict)
    expect(result.detail ?? 'x').toMatch(/^[A-Za-z0-9._-]{1,40}$/)
    expect(['checker', 'timeout']).not.toContain(result.class)
    const first = /^(HTTP\/1\.[01] 100[^\n]*\r\n(?:[^\n]+\r\n)*\r\n)*HTTP\/1\.[01] (\d{3})/.exec(
      given.toString('latin1'),
    )
    if (first?.[2]?.startsWith('5')) expect(result.verdict).not.toBe('up')
  }
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: batch, maxLength: batch }), async (given) => {
      await Promise.all(given.map(one))
    }),
    answersIn(process.env['CANDOR_DEEP'] ? 20_000 : 1_000),
  )
}, 900_000)

test('whatever bytes come, a TCP probe says up or down', async () => {
  let sent = Buffer.alloc(0)
  const server = await serve((socket) => socket.end(sent))
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      sent = Buffer.from(given)
      expect(['up', 'down']).toContain((await attemptAt(tcp(server.port, { timeout: 5, expect: 'X' }))).verdict)
    }),
    { seed: 1, numRuns: process.env['CANDOR_DEEP'] ? 2_000 : 100 },
  )
}, 300_000)
