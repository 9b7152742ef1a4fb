import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authority, makeAuthority, type Pair } from './support/certificates.ts'
import { wrongHandshakes, wrongLines } from './support/misbehaviour.ts'
import { outcome, smtp } from './support/protocols.ts'
import { type Step, script } from './support/script.ts'
import { closeAll, closedPort, serve } from './support/servers.ts'

let authority: Authority
let good: Pair

beforeAll(async () => {
  authority = await makeAuthority()
  good = await authority.issue({ san: 'DNS:localhost' })
})
afterAll(async () => {
  await closeAll()
  await authority.remove()
})

const banner: Step = { say: '220-mail.example ESMTP\r\n220 ready\r\n' }
const ehlo: Step[] = [
  { hear: /^EHLO \[127\.0\.0\.1\]\r\n$/ },
  { say: '250-mail.example hello\r\n250-SIZE 1000\r\n250-starttls\r\n250 HELP\r\n' },
]
const startTls: Step[] = [{ hear: /^STARTTLS\r\n$/ }, { say: '220 go on\r\n' }]
const inside = (pair: Pair): Step[] => [{ secure: pair }, { hear: /^EHLO .*\r\n$/ }, { say: '250 mail.example\r\n' }]

async function ask(steps: Step[], keys = {}): Promise<string> {
  const { port } = await serve(script(...steps))
  return await outcome(smtp(port, { timeout: 1, ca: authority.path, ...keys }))
}
const secure = { starttls: true, timeout: 5 }

describe('a mail server is up', () => {
  test('that greets and answers EHLO, over several lines and segments', async () => {
    expect(await ask([banner, ...ehlo], { timeout: 5 })).toBe('up')
    const pieces = [...'220-a\r\n220 b\r\n'].map((letter) => ({ say: letter }))
    expect(await ask([...pieces, ehlo[0]!, { say: '250-a\r\n250' }, { say: '\r\n' }], { timeout: 5 })).toBe('up')
  })

  test('whose STARTTLS leads to a good certificate and a second EHLO', async () => {
    expect(await ask([banner, ...ehlo, ...startTls, ...inside(good)], secure)).toBe('up')
  })

  test('whose certificate ends soon, with a note; or down as the check says', async () => {
    const pair = await authority.issue({ san: 'DNS:localhost', from: -80, to: 5.5 })
    const steps = [banner, ...ehlo, ...startTls, ...inside(pair)]
    expect(await ask(steps, secure)).toBe('up cert_expiring:5')
    const fail = { certificate: { fail: 7 * 86_400 } }
    expect(await ask(steps, { ...secure, ...fail })).toBe('down cert_expiring_soon:5 after tls')
  })
})

describe('a mail server is down', () => {
  test.each<[string, Step[], object, string]>([
    ['that is too busy', [{ say: '421 later\r\n' }], {}, 'down status:421 after ttfb'],
    ['that takes nobody', [{ say: '554-no\r\n554 mail here\r\n' }], {}, 'down status:554 after ttfb'],
    ['that greets with another code', [{ say: '250 hello\r\n' }], {}, 'down protocol after ttfb'],
    ['whose lines have two codes', [{ say: '220-a\r\n221 b\r\n' }], {}, 'down protocol after ttfb'],
    ['that never stops greeting', [{ say: '220-a\r\n'.repeat(101) }], {}, 'down protocol after ttfb'],
    ['that refuses EHLO', [banner, ehlo[0]!, { say: '550 go away\r\n' }], {}, 'down status:550 after ttfb'],
    ['that offers no STARTTLS', [banner, ehlo[0]!, { say: '250 a\r\n' }], secure, 'down answer:no-starttls after ttfb'],
    [
      'whose STARTTLS does not work',
      [banner, ...ehlo, startTls[0]!, { say: '454 no\r\n' }],
      secure,
      'down status:454 after ttfb',
    ],
    [
      'that puts words before the handshake',
      [banner, ...ehlo, startTls[0]!, { say: '220 go\r\n250 trust me\r\n' }],
      secure,
      'down protocol after ttfb',
    ],
  ])('%s', async (_, steps, keys, result) => expect(await ask(steps, keys)).toBe(result))

  test('whose certificate has expired', async () => {
    const pair = await authority.issue({ san: 'DNS:localhost', from: -9, to: -1 })
    expect(await ask([banner, ...ehlo, ...startTls, { secure: pair }], secure)).toBe('down tls_expired after ttfb')
  })

  test('that nobody runs', async () => {
    expect(await outcome(smtp(await closedPort()))).toBe('down refused after dns')
  })
})

describe.each<{ stage: string; before: Step[] }>([
  { stage: 'before its greeting', before: [] },
  { stage: 'after its greeting', before: [banner, ehlo[0]!] },
  { stage: 'after STARTTLS', before: [banner, ...ehlo, startTls[0]!] },
])('a mail server that $stage', ({ before }) => {
  test.each(wrongLines)('$wrong is down $class', async ({ steps, class: name }) => {
    const silent = before.length === 0 && ['timeout', 'closed', 'reset'].includes(name) && !steps.includes('trickle')
    const result = await ask([...before, ...steps], { starttls: true })
    // A reset may overtake the news of the connection.
    expect(result).toMatch(new RegExp(`^down ${name} after ${silent ? '(dns|connect)' : 'ttfb'}$`))
  })
})

describe('a mail server that instead of the handshake', () => {
  test.each(wrongHandshakes)('$wrong is down $class', async ({ steps, class: name }) => {
    const result = await ask([banner, ...ehlo, ...startTls, { hear: /^/ }, ...steps], { starttls: true })
    expect(result).toBe(`down ${name} after ttfb`)
  })
})

describe('a mail server that inside TLS', () => {
  test.each(wrongLines)('$wrong is down $class', async ({ steps, class: name }) => {
    const before = [banner, ...ehlo, ...startTls, { secure: good }, { hear: /^EHLO/ }]
    const result = await ask([...before, ...steps], { starttls: true, timeout: 1 })
    expect(result).toBe(`down ${name} after tls`)
  })
})

test('nothing is said before the greeting is over', async () => {
  const order: string[] = []
  const { port } = await serve((socket) => {
    socket.on('data', (chunk) => order.push(chunk.toString('latin1').slice(0, 4)))
    socket.write('220-wait\r\n', () =>
      setTimeout(() => {
        order.push('done')
        socket.write('220 now\r\n')
      }, 50),
    )
  })
  expect(await outcome(smtp(port, { timeout: 1 }))).toBe('down timeout after ttfb')
  expect(order).toEqual(['done', 'EHLO'])
})
