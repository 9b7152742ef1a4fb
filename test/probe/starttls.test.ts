import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckOf } from '../../src/config/config.ts'
import { type Authority, makeAuthority, type Pair } from './support/certificates.ts'
import { tls } from './support/check.ts'
import { wrongHandshakes, wrongLines } from './support/misbehaviour.ts'
import { outcome } from './support/protocols.ts'
import { type Step, script } from './support/script.ts'
import { closeAll, closedPort, serve } from './support/servers.ts'

type Protocol = NonNullable<CheckOf<'tls'>['starttls']>

let authority: Authority
let good: Pair
let expiring: Pair
let expired: Pair
let elsewhere: Pair

beforeAll(async () => {
  authority = await makeAuthority()
  good = await authority.issue({ san: 'DNS:localhost' })
  expiring = await authority.issue({ san: 'DNS:localhost', from: -80, to: 5.5 })
  expired = await authority.issue({ san: 'DNS:localhost', from: -9, to: -1 })
  elsewhere = await authority.issue({ san: 'DNS:mail.example.test' })
})
afterAll(async () => {
  await closeAll()
  await authority.remove()
})

const say = (text: string): Step => ({ say: text })
/** What each protocol says until the handshake begins. */
const preludes: Record<Protocol, Step[]> = {
  smtp: [
    say('220 mail.example\r\n'),
    { hear: /^EHLO .*\r\n$/ },
    say('250-mail.example\r\n250 STARTTLS\r\n'),
    { hear: /^STARTTLS\r\n$/ },
    say('220 go on\r\n'),
  ],
  imap: [
    say('* OK [CAPABILITY IMAP4rev1] hello\r\n'),
    { hear: /^c1 STARTTLS\r\n$/ },
    say('* OK wait\r\nc1 OK go on\r\n'),
  ],
  postgres: [{ hear: /^.{8}$/s }, say('S')],
}
const protocols = Object.keys(preludes) as Protocol[]

async function ask(starttls: Protocol, steps: Step[], keys: Partial<CheckOf<'tls'>> = {}): Promise<string> {
  const { port } = await serve(script(...steps))
  return await outcome(tls(port, { starttls, ca: authority.path, ...keys }))
}

describe.each(protocols)('STARTTLS of %s', (name) => {
  const to = (pair: Pair): Step[] => [...preludes[name], { secure: pair }]

  test('leads to a good certificate', async () => expect(await ask(name, to(good))).toBe('up'))

  test('tells of a certificate that ends soon', async () => {
    expect(await ask(name, to(expiring))).toBe('up cert_expiring:5')
    const limits = { certificate: { fail: 7 * 86_400 } }
    expect(await ask(name, to(expiring), limits)).toBe('down cert_expiring_soon:5 after tls')
  })

  test('tells of one that has expired, and of one for another name', async () => {
    expect(await ask(name, to(expired))).toBe('down tls_expired after connect')
    expect(await ask(name, to(elsewhere))).toBe('down tls_hostname after connect')
    expect(await ask(name, to(elsewhere), { server_name: 'mail.example.test' })).toBe('up')
  })

  test('is refused where nobody listens', async () => {
    expect(await outcome(tls(await closedPort(), { starttls: name }))).toBe('down refused after dns')
  })

  test.each(wrongHandshakes)('is $class when the server $wrong in the handshake', async ({ steps, class: result }) => {
    const all = [...preludes[name], { hear: /^/ }, ...steps]
    expect(await ask(name, all, { timeout: 1 })).toBe(`down ${result} after connect`)
  })

  const cuts = preludes[name].flatMap((step, index) => (typeof step === 'object' && 'say' in step ? [index] : []))
  describe.each(cuts)('before step %i', (index) => {
    const rows = wrongLines.filter(({ wrong }) => name !== 'postgres' || !/line|trickles/.test(wrong))
    test.each(rows)('is $class when the server $wrong', async ({ steps, class: result }) => {
      const all = [...preludes[name].slice(0, index), ...steps]
      expect(await ask(name, all, { timeout: 1 })).toMatch(new RegExp(`^down ${result} after (dns|connect)$`))
    })
  })
})

describe('a server that does not go on to TLS is', () => {
  const ehlo: Step = { hear: /^EHLO/ }
  const hello = preludes.imap.slice(0, 2)
  const [request] = preludes.postgres as [Step]
  const smuggled = 'down protocol after connect'
  test.each<[string, Protocol, Step[], string]>([
    ['smtp without it', 'smtp', [say('220 a\r\n'), ehlo, say('250 a\r\n')], 'down answer:no-starttls after connect'],
    ['smtp with words too early', 'smtp', [...preludes.smtp.slice(0, 4), say('220 go\r\n250 x\r\n')], smuggled],
    ['imap that says NO', 'imap', [...hello, say('c1 NO not here\r\n')], 'down answer:no-starttls after connect'],
    ['imap that says BAD', 'imap', [...hello, say('c1 BAD what\r\n')], 'down answer:no-starttls after connect'],
    ['imap that is authenticated', 'imap', [say('* PREAUTH hi\r\n')], 'down answer:no-starttls after connect'],
    ['imap that says BYE', 'imap', [say('* BYE later\r\n')], 'down answer:bye after connect'],
    ['imap that says BYE later', 'imap', [...hello, say('* BYE later\r\n')], 'down answer:bye after connect'],
    ['imap with words too early', 'imap', [...hello, say('c1 OK go\r\n* OK x\r\n')], smuggled],
    ['imap that talks for ever', 'imap', [...hello, say('* OK wait\r\n'.repeat(101))], smuggled],
    ['postgres without it', 'postgres', [request, say('N')], 'down answer:no-starttls after connect'],
    ['postgres with an error', 'postgres', [request, say('E\0\0\0\x09FATAL')], 'down answer after connect'],
    ['postgres with words too early', 'postgres', [request, say('SX')], smuggled],
    ['postgres that is another', 'postgres', [request, say('5')], smuggled],
  ])('%s', async (_, name, steps, result) => expect(await ask(name, steps)).toBe(result))
})
