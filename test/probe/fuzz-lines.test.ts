import process from 'node:process'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { AnyCheck } from '../../src/config/config.ts'
import { attemptAt, tls } from './support/check.ts'
import { grpc, smtp, ssh, websocket } from './support/protocols.ts'
import { closeAll, serve } from './support/servers.ts'

afterAll(closeAll)

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 1500 : 60) }

const line = fc.constantFrom(
  ...[
    '220 a\r\n',
    '220-a\r\n',
    '250-a\r\n',
    '250-STARTTLS\r\n',
    '250 a\r\n',
    '421 x\r\n',
    '\r\n',
    '220\n',
    '9'.repeat(3000),
  ],
  ...[
    '* OK a\r\n',
    '* BYE\r\n',
    '* PREAUTH\r\n',
    'c1 OK\r\n',
    'c1 NO\r\n',
    'S',
    'N',
    'E',
    'SSH-2.0-x\r\n',
    'SSH-1.5-x\r\n',
  ],
  ...['HTTP/1.1 101 X\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n', 'HTTP/1.1 500 X\r\n\r\n', '\u0081\u0001x'],
  // HTTP/2: SETTINGS, its acknowledgement, GOAWAY, PING, and a header block.
  ...['\0\0\0\u0004\0\0\0\0\0', '\0\0\0\u0004\u0001\0\0\0\0', '\0\0\u0008\u0007\0\0\0\0\0\0\0\0\0\0\0\0\0'],
  ...['\0\0\u0008\u0006\0\0\0\0\0abcdefgh', '\0\0\u0001\u0001\u0004\0\0\0\u0001\u0088'],
)
const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array))
const words = fc.oneof(
  line.map((text) => Buffer.from(text, 'latin1')),
  bytes,
)

test('whatever a server says, each probe ends with a verdict of the format', async () => {
  let parts: Buffer[] = []
  // One part at once, the next ones each when the client has spoken, or does not seem to.
  const { port } = await serve((socket) => {
    const left = [...parts]
    const next = () => {
      const part = left.shift()
      if (part === undefined) socket.end()
      else socket.write(part, () => timer.refresh())
    }
    const timer = setTimeout(next, 15)
    socket.on('data', next)
    socket.on('close', () => clearTimeout(timer))
    next()
  })
  const quick = { timeout: 1 }
  const checks: AnyCheck[] = [
    smtp(port, { ...quick, starttls: true }),
    ssh(port, quick),
    grpc(port, quick),
    websocket(`ws://127.0.0.1:${port}/`, { ...quick, expect: 'pong' }),
    ...(['smtp', 'imap', 'postgres'] as const).map((starttls) => tls(port, { ...quick, starttls })),
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (given) => {
      parts = given
      const results = await Promise.all(checks.map((check) => attemptAt(check)))
      for (const [index, result] of results.entries()) {
        // None of these servers can have a certificate, a key of the upgrade or a message in HTTP/2.
        expect(result.verdict).toBe(checks[index]!.type === 'ssh' && result.class === null ? 'up' : 'down')
        expect(result.detail ?? 'x').toMatch(/^[A-Za-z0-9._-]{1,40}$/)
      }
    }),
    runs,
  )
})
