import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { loadMailer } from '../../src/channels/mailer.ts'
import { notifyAll } from '../../src/commands/notify-run.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { write } from '../git/clone.ts'
import { moment } from '../messages/world.ts'
import { type Authority, makeAuthority, type Pair } from '../probe/support/certificates.ts'
import { closedPort } from '../probe/support/servers.ts'
import { bring, day } from './notify-day.ts'
import { makeFolder, type ServerFolder } from './real/folder.ts'
import { type MailServer, startMailServer } from './real/mailbox.ts'
import { skipWithout } from './real/program.ts'
import { stopAll } from './real/server.ts'

let authority: Authority
let pair: Pair
let folder: ServerFolder
let root: string
let port: number

beforeAll(async () => {
  authority = await makeAuthority()
  pair = await authority.issue({ san: 'DNS:localhost' })
})
afterAll(() => authority.remove())
beforeEach(async () => {
  folder = await makeFolder()
  root = mkdtempSync(join(tmpdir(), 'candor-mail-'))
  port = await closedPort()
})
afterEach(async () => {
  await stopAll()
  await folder.remove()
  rmSync(root, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

function configure(keys: string, more = ''): void {
  write(root, {
    'components.yml': `candor: 1
site: { name: "Äcme Status", url: https://status.acme.example }
components:
  - { id: db, name: Datenbank ☃, check: { type: tcp, host: h.example, port: 1 } }
  - { id: api, name: API, depends_on: [db], check: { type: tcp, host: h.example, port: 1 } }
  - { id: web, name: Website, check: { type: tcp, host: h.example, port: 1 } }
${more}
notify:
  - { id: mail, type: email, host: localhost, port: ${port}, from: "Äcme Status <status@acme.example>", allow_private: true, ${keys} }
`,
  })
}

const run = (time: string, later = 10) => {
  const now = parseInstant(moment(time))! + later
  return notifyAll(root, () => now, new AbortController().signal, { ahead: 0 })
}

async function arrived({ mailbox }: MailServer, address: string, count: number): Promise<Email[]> {
  await expect.poll(() => mailbox(address).length, { timeout: 20_000, interval: 50 }).toBe(count)
  const read = await Promise.all(mailbox(address).map((raw) => PostalMime.parse(raw)))
  return read
}

const header = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value

describe.skipIf(skipWithout('exim4'))('mail by Exim, read back from the mailbox', () => {
  test('is one thread an outage, text and HTML, with a way out of the list', async () => {
    const server = await startMailServer(folder, port)
    configure('audience: operators, to: [Ada <ada@example.com>, bob@example.com]')
    for (const step of day.slice(1, 3)) {
      await bring(root, step)
      await run(step.time)
    }
    const mails = await arrived(server, 'ada@example.com', 2)
    const opened = mails.find(({ inReplyTo }) => inReplyTo === undefined)
    const changed = mails.find(({ inReplyTo }) => inReplyTo !== undefined)
    expect(opened!.subject).toBe('2 components fail: Datenbank ☃ and API')
    expect(opened!.from).toMatchObject({ name: 'Äcme Status', address: 'status@acme.example' })
    expect(opened!.to?.map(({ address }) => address)).toEqual(['ada@example.com', 'bob@example.com'])
    expect(opened!.text).toBe(`Since 21 Nov 2026, 10:10 UTC.
Datenbank ☃: The server refused the connection.
API: Because of Datenbank ☃. It answered, but slowly.

Open the page: https://status.acme.example/incidents/db-20261121T101000Z/

-- 
Äcme Status
https://status.acme.example/
You get this because Äcme Status has this address in its list.

`)
    expect(opened!.html).toContain('<h1 style=')
    expect(opened!.html).toContain('href="https://status.acme.example/incidents/db-20261121T101000Z/"')
    expect(header(opened!, 'list-unsubscribe')).toBe(
      '<https://status.acme.example/subscribe/>, <mailto:status@acme.example?subject=unsubscribe>',
    )
    expect(header(opened!, 'auto-submitted')).toBe('auto-generated')
    expect(opened!.messageId).toMatch(/^<[0-9a-f]{32}@status\.acme\.example>$/)
    expect(changed!.subject).toBe('API is down now, it was slow')
    expect([changed!.inReplyTo, changed!.references]).toEqual([opened!.messageId, opened!.messageId])
    const others = await arrived(server, 'bob@example.com', 2)
    expect(new Set(others.map(({ messageId }) => messageId))).toEqual(new Set([opened!.messageId, changed!.messageId]))
  })

  test('shows subscribers nobody else’s address', async () => {
    const server = await startMailServer(folder, port)
    configure('audience: public, to: [ada@example.com, bob@example.com]')
    for (const step of day.slice(0, 5)) await bring(root, step)
    const early = await run('10:00')
    const late = await run('10:40')
    const mails = await arrived(server, 'bob@example.com', early.told.length + late.told.length)
    for (const mail of mails) {
      expect(mail.to?.map(({ address }) => address)).toEqual(['status@acme.example'])
      expect(JSON.stringify(mail.headers)).not.toContain('ada@example.com')
    }
    expect(mails.map(({ subject }) => subject)).toContain('Investigating: Errors on the API')
  })

  test('logs in behind STARTTLS alone, and never shows the password', async () => {
    vi.stubEnv('SMTP_PASSWORD', 'correct-horse')
    vi.stubEnv('NODE_EXTRA_CA_CERTS', '')
    const server = await startMailServer(folder, port, { pair, login: { user: 'status', password: 'correct-horse' } })
    configure(
      'audience: operators, to: [ada@example.com], user: status, password: "${SMTP_PASSWORD}"',
      'secrets: [SMTP_PASSWORD]',
    )
    await bring(root, day[1]!)
    // Nobody vouches for its certificate here: the password is not said.
    const { refused } = await run('10:10')
    expect(refused.map(({ why }) => why)).toEqual(['Its certificate comes from an authority that is not trusted.'])
    expect(server.mailbox('ada@example.com')).toEqual([])
  })

  test('is not told when the server has no TLS and the password needs one', async () => {
    vi.stubEnv('SMTP_PASSWORD', 'correct-horse')
    await startMailServer(folder, port)
    configure(
      'audience: operators, to: [ada@example.com], user: status, password: "${SMTP_PASSWORD}"',
      'secrets: [SMTP_PASSWORD]',
    )
    await bring(root, day[1]!)
    const { refused } = await run('10:10')
    expect(refused.map(({ why }) => why)).toEqual([
      'The mail server offers no secure connection, and the password needs one.',
    ])
  })

  test('is tried again when the mailbox is full', async () => {
    await startMailServer(folder, port)
    configure('audience: operators, to: [full@example.com]')
    await bring(root, day[1]!)
    const { refused } = await run('10:10')
    expect(refused.map(({ why }) => why)).toEqual(['The mail server refused the message with code 552.'])
    expect((await run('10:10', 140)).refused).toHaveLength(1)
  })
})

describe('the library for mail', () => {
  const missing = Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' })

  test('is brought when it is not installed', async () => {
    let there = false
    const mailer = await loadMailer({
      load: async () => {
        if (there) return await import('nodemailer')
        throw missing
      },
      setUp: async () => {
        there = true
        return 0
      },
    })
    expect(typeof mailer.createTransport).toBe('function')
  })

  test('that cannot be brought is told with what to type', async () => {
    const failing = loadMailer({ load: () => Promise.reject(missing), setUp: async () => 3 })
    await expect(failing).rejects.toThrow('node setup.mjs talk')
  })
})
