import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authority, makeAuthority, type Pair } from './support/certificates.ts'
import { attemptAt, brief, http } from './support/check.ts'
import { answer, closeAll, closedPort, onRequest, say, serve, serveTls } from './support/servers.ts'

let authority: Authority
let pair: Pair
beforeAll(async () => {
  authority = await makeAuthority()
  pair = await authority.issue({ san: 'DNS:only.the.proxy.knows,DNS:localhost' })
})
afterAll(async () => {
  await closeAll()
  await authority.remove()
})

/** A proxy that keeps what it is asked, and leads every tunnel to `port`. */
async function proxyTo(port: number, tls = false) {
  const heads: string[] = []
  const onConnection = onRequest((socket, head) => {
    heads.push(head)
    if (!head.startsWith('CONNECT ')) {
      socket.write(answer(200))
      return
    }
    socket.removeAllListeners('data')
    const server = connect(port, '127.0.0.1')
    server.on('error', () => socket.destroy())
    socket.write('HTTP/1.1 200 Connection established\r\nx: y\r\n\r\n')
    socket.pipe(server).pipe(socket)
  })
  const running = tls ? await serveTls({ ...pair }, onConnection) : await serve(onConnection)
  return { ...running, heads }
}

describe('through a proxy', () => {
  test('https is a tunnel in which the server’s own certificate counts', async () => {
    const server = await serveTls({ ...pair, ALPNProtocols: ['http/1.1'] }, say(answer(200)))
    const proxy = await proxyTo(server.port)
    const check = http('https://only.the.proxy.knows/x', { proxy: proxy.url, ca: authority.path })
    const result = await attemptAt(check)
    expect(brief(result)).toBe('up')
    expect(result.timings.connect!).toBeLessThanOrEqual(result.timings.tls!)
    expect(brief(await attemptAt({ ...check, url: 'https://another.name.test/' }))).toBe('down tls_hostname')
    expect(proxy.heads[0]).toMatch(
      /^CONNECT only\.the\.proxy\.knows:443 HTTP\/1\.1\r\nHost: only\.the\.proxy\.knows:443$/,
    )
  })

  test('http is asked for by the whole address', async () => {
    const proxy = await proxyTo(1)
    expect(brief(await attemptAt(http('http://only.the.proxy.knows/x?y=1', { proxy: proxy.url })))).toBe('up')
    expect(proxy.heads[0]).toMatch(/^GET http:\/\/only\.the\.proxy\.knows\/x\?y=1 HTTP\/1\.1\r\n/)
    expect(proxy.heads[0]).toMatch(/^host: only\.the\.proxy\.knows$/im)
  })

  test('the proxy gets its credentials, and what is meant for the server stays in the tunnel', async () => {
    let seen = ''
    const server = await serveTls(
      { ...pair, ALPNProtocols: ['http/1.1'] },
      onRequest((socket, head) => {
        seen = head
        socket.write(answer(200))
      }),
    )
    const proxy = await proxyTo(server.port)
    const check = http('https://only.the.proxy.knows/', {
      proxy: `http://user:\${WORD}@127.0.0.1:${proxy.port}`,
      ca: authority.path,
      headers: { Authorization: 'Bearer own' },
    })
    expect(brief(await attemptAt(check, { fill: (text) => text.replace('${WORD}', 'w%40rd') }))).toBe('up')
    const basic = Buffer.from('user:w@rd').toString('base64')
    expect(proxy.heads[0]).toContain(`Proxy-Authorization: Basic ${basic}`)
    expect(proxy.heads[0]).not.toContain('own')
    expect(seen).toMatch(/authorization: Bearer own/i)
    expect(seen).not.toMatch(/proxy-authorization/i)
  })

  test('of https it is spoken to by TLS', async () => {
    const server = await serveTls({ ...pair, ALPNProtocols: ['http/1.1'] }, say(answer(200)))
    const proxy = await proxyTo(server.port, true)
    const check = http('https://only.the.proxy.knows/', {
      proxy: `https://localhost:${proxy.port}`,
      ca: authority.path,
      ip: 4,
    })
    expect(brief(await attemptAt(check))).toBe('up')
  })

  test('that nobody runs, nothing is said of the server', async () => {
    const check = http('https://only.the.proxy.knows/', { proxy: `http://127.0.0.1:${await closedPort()}` })
    expect(brief(await attemptAt(check))).toBe('unknown checker:proxy')
  })

  test('the guard looks at the proxy’s address, and at a server’s that is written out', async () => {
    const proxy = await proxyTo(1)
    const check = http('http://only.the.proxy.knows/', { proxy: proxy.url, allow_private: false })
    expect(brief(await attemptAt(check))).toBe('down private_address')
    const literal = http('http://10.0.0.1/', { proxy: proxy.url, allow_private: ['127.0.0.1/32'] })
    expect(brief(await attemptAt(literal))).toBe('down private_address')
    expect(proxy.connections()).toBe(0)
  })
})
