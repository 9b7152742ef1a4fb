import { afterAll, describe, expect, test } from 'vitest'
import { attemptAt, brief, http } from './support/check.ts'
import { answer, closeAll, onRequest, type Running, say, serve } from './support/servers.ts'

afterAll(closeAll)

/** A server that keeps the heads of its requests and answers each with the next of `answers`, the last for ever. */
async function recording(...answers: Buffer[]): Promise<Running & { heads: string[] }> {
  const heads: string[] = []
  const running = await serve(
    onRequest((socket, head) => {
      socket.write(answers[Math.min(heads.length, answers.length - 1)]!)
      heads.push(head)
    }),
  )
  return Object.assign(running, { heads })
}
const to = (location: string, status = 302, headers = {}) => answer(status, { location, ...headers }, '')

describe('redirects', () => {
  test('are followed, relative ones too, five of them by default', async () => {
    const five = Array.from({ length: 5 }, (_, i) => to(`/${i}`))
    const server = await recording(...five, answer(200))
    expect(brief(await attemptAt(http(server.url)))).toBe('up')
    expect(server.connections()).toBe(6)
    const six = await recording(...five, to('/5'), answer(200))
    expect(brief(await attemptAt(http(six.url)))).toBe('down redirect_limit')
  })

  test('are the answer when none is to be followed, or when they are expected', async () => {
    const server = await recording(to('/x', 301))
    expect(brief(await attemptAt(http(server.url, { follow: 0 })))).toBe('down status:301')
    expect(brief(await attemptAt(http(server.url, { expect: { status: [{ from: 301, to: 301 }] } })))).toBe('up')
  })

  test.each(['ftp://example.test/', 'http://', 'javascript:alert(1)', 'file:///etc/passwd', 'http://[::1/'])(
    'to %s are invalid',
    async (location) => {
      const server = await recording(to(location))
      expect(brief(await attemptAt(http(server.url)))).toBe('down redirect_invalid')
    },
  )

  test('without a Location are invalid', async () => {
    const server = await serve(say(answer(302, {}, '')))
    expect(brief(await attemptAt(http(server.url)))).toBe('down redirect_invalid')
  })

  test('bring their cookies back to the same host', async () => {
    const server = await recording(to('/', 302, { 'set-cookie': 'a=1; Path=/; HttpOnly' }), answer(200))
    expect(brief(await attemptAt(http(server.url)))).toBe('up')
    expect(server.heads[1]).toMatch(/^cookie: a=1$/im)
  })

  test('carry credentials within an origin and never to another', async () => {
    const away = await recording(answer(200))
    const home = await recording(to('/again', 302, { 'set-cookie': 'b=2' }), to(away.url))
    const headers = { Authorization: 'Bearer x', Cookie: 'a=1', 'X-Key': '${KEY}', 'X-Plain': 'yes' }
    const result = await attemptAt(http(home.url, { headers }), { fill: (text) => text.replace('${KEY}', 'k3y') })
    expect(brief(result)).toBe('up')
    expect(home.heads[1]).toMatch(/authorization: Bearer x/i)
    expect(home.heads[1]).toMatch(/cookie: a=1; b=2/i)
    expect(away.heads[0]).not.toMatch(/authorization|cookie|k3y/i)
    expect(away.heads[0]).toMatch(/x-plain: yes/i)
  })

  test('of a POST become a GET by 302 and stay a POST by 307', async () => {
    const seen = await recording(to('/b'), answer(200))
    await attemptAt(http(seen.url, { method: 'POST', body: '' }))
    expect(seen.heads.map((head) => head.split(' ')[0])).toEqual(['POST', 'GET'])
    const kept = await recording(to('/b', 307), answer(200))
    await attemptAt(http(kept.url, { method: 'POST', body: '' }))
    expect(kept.heads.map((head) => head.split(' ')[0])).toEqual(['POST', 'POST'])
  })

  test('do not carry a body with a secret to another origin', async () => {
    const away = await recording(answer(200))
    const home = await recording(to(away.url, 307))
    expect(
      brief(
        await attemptAt(http(home.url, { method: 'POST', body: '${KEY}' }), {
          fill: (text) => text.replace('${KEY}', 'x'),
        }),
      ),
    ).toBe('down redirect_blocked')
    expect(away.connections()).toBe(0)
  })
})
