import { afterAll, expect, test } from 'vitest'
import { attemptAt, brief, tcp } from './support/check.ts'
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
