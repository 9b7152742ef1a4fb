import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { attemptAt, brief, tcp } from './support/check.ts'
import { outcome } from './support/protocols.ts'
import { script } from './support/script.ts'
import { closeAll, closedPort, serve } from './support/servers.ts'

afterAll(closeAll)

test('an open port is up, as quick as its connection', async () => {
  const { port } = await serve(() => {})
  const result = await attemptAt(tcp(port))
  expect(brief(result)).toBe('up')
  expect(result.ms).toBe(result.timings.connect)
  expect(result.timings.ttfb).toBeNull()
})

test('a port that nobody listens on is refused', async () => {
  expect(brief(await attemptAt(tcp(await closedPort())))).toBe('down refused')
})

test('the answer is found over split segments', async () => {
  const { port } = await serve((socket) => {
    socket.setNoDelay(true)
    socket.on('data', async () => {
      for (const letter of '+PONG\r\n') {
        socket.write(letter)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
  })
  expect(brief(await attemptAt(tcp(port, { send: 'PING\r\n', expect: 'PONG\r\n' })))).toBe('up')
})

test('what is sent has its secrets filled in', async () => {
  const { port } = await serve((socket) => socket.on('data', (chunk) => socket.write(`got ${chunk}`)))
  const result = await attemptAt(tcp(port, { send: '${T}', expect: 'got s3cret' }), { fill: () => 's3cret' })
  expect(brief(result)).toBe('up')
})

test('another answer, or the right one cut off, is `answer`', async () => {
  const { port } = await serve((socket) => socket.end('-ERR PON'))
  expect(brief(await attemptAt(tcp(port, { expect: 'PONG' })))).toBe('down answer')
})

test('closing without a word is `closed`', async () => {
  const { port } = await serve((socket) => socket.end())
  expect(brief(await attemptAt(tcp(port, { expect: 'PONG' })))).toBe('down closed')
})

test('silence is `timeout`', async () => {
  const { port } = await serve(() => {})
  expect(brief(await attemptAt(tcp(port, { expect: 'PONG', timeout: 0.1 })))).toBe('down timeout')
})

test('an endless answer without the text is `answer`, and does not fill the memory', async () => {
  const { port } = await serve((socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 'x')));
    }
    socket.on('drain', more)
    more()
  })
  expect(brief(await attemptAt(tcp(port, { expect: 'PONG' })))).toBe('down answer')
})

test('a name that has no address of the family asked for is `dns_error:no-address`', async () => {
  expect(brief(await attemptAt(tcp(1, { host: '127.0.0.1', ip: 6 })))).toBe('down dns_error:no-address')
})

describe('with `expect`, a tcp probe calls', () => {
  const pong = { expect: 'PONG', timeout: 0.2 }
  test.each<[string, Parameters<typeof script>, string]>([
    ['a text that ends with the connection up', [{ say: '+PONG' }, 'close'], 'up'],
    ['a text in two segments, the second with the end, up', [{ say: '+PO' }, { say: 'NG' }, 'close'], 'up'],
    ['a text behind a long greeting up', [{ say: 'x'.repeat(300_000) }, { say: 'PONG' }], 'up'],
    ['a text that begins over and over up', [{ say: 'POPOPO' }, { say: 'PONPONG' }], 'up'],
    ['a text after the cap answer', [{ say: 'x'.repeat(1_100_000) }, { say: 'PONG' }], 'down answer after ttfb'],
    ['another text that is followed by silence answer', [{ say: '-ERR' }], 'down answer after ttfb'],
    ['a trickle answer', ['trickle'], 'down answer after ttfb'],
    ['a flood answer', ['flood'], 'down answer after ttfb'],
    ['a reset after half of it answer', [{ say: '+PO' }, { hear: /^PING/ }, 'reset'], 'down answer after ttfb'],
    ['a reset before it reset', [{ hear: /^PING/ }, 'reset'], 'down reset after connect'],
    ['closing before it closed', [{ hear: /^PING/ }, 'close'], 'down closed after connect'],
    ['silence timeout', [{ hear: /^PING/ }], 'down timeout after connect'],
  ])('%s', async (_, steps, result) => {
    const { port } = await serve(script(...steps))
    expect(await outcome(tcp(port, { ...pong, send: 'PING\r\n', timeout: result === 'up' ? 5 : 0.2 }))).toBe(result)
  })
})

test('bytes are written as YAML writes them', async () => {
  const file = `candor: 1
site: { name: A, url: https://status.example }
components:
  - id: db
    name: DB
    check:
      type: tcp
      host: 127.0.0.1
      port: 1
      allow_private: true
      send: "\\x10\\0\\r\\n\\u00fc"
      expect: "\\x20\\x02\\0\\0"
`
  const { config, problems } = readConfig(file)
  expect(problems).toEqual([])
  let sent = ''
  const { port } = await serve((socket) =>
    socket.once('data', (chunk) => {
      sent = chunk.toString('hex')
      socket.write(Buffer.from([9, 0x20, 2, 0, 0, 9]))
    }),
  )
  const check = config!.components[0]!.check as ReturnType<typeof tcp>
  expect(brief(await attemptAt({ ...check, port }))).toBe('up')
  // What is no ASCII is text, in UTF-8.
  expect(sent).toBe('10000d0ac3bc')
})
