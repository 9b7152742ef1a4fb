import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { brief } from '../probe/support/check.ts'
import { closeDns, serveDns } from '../probe/support/dns.ts'
import { freePort, skipWithoutDnsmasq, startDnsmasq } from '../probe/support/dnsmasq.ts'
import { answer, closeAll, onRequest, serve } from '../probe/support/servers.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
let root: string
let port: number
let reference: string
let server: { stop: () => Promise<void> } | null = null

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-dns-'))
  port = await freePort()
  reference = (await serve(onRequest((socket) => socket.write(answer(200))))).url
})
afterEach(async () => {
  await server?.stop()
  server = null
})
afterAll(async () => {
  await closeAll()
  closeDns()
  await rm(root, { recursive: true })
})

/** What `check` says of each component when this server is asked. */
async function verdicts(): Promise<Record<string, string>> {
  const dns = (id: string, keys: string) =>
    `  - { id: ${id}, name: ${id}, check: { type: dns, resolver: "127.0.0.1:${port}", ${keys} } }`
  await writeFile(
    join(root, 'components.yml'),
    `candor: 1
site: { name: Test, url: https://status.example }
reference: ["${reference}"]
defaults: { allow_private: [127.0.0.0/8], confirm: 1, timeout: 2s }
components:
${dns('ipv4', 'name: acme.example, expect: { all: [192.0.2.1, 192.0.2.2] }')}
${dns('ipv6', 'name: acme.example, record: AAAA, expect: { any: ["2001:DB8::1"] }')}
${dns('alias', 'name: www.acme.example, record: CNAME, expect: { any: [Acme.Example.] }')}
${dns('mail', 'name: acme.example, record: MX, expect: { all: [10 mail.acme.example, backup.acme.example] }')}
${dns('text', 'name: acme.example, record: TXT, expect: { any: ["v=spf1 -all"] }')}
${dns('large', 'name: large.acme.example, expect: { all: [192.0.2.10, 192.0.2.69] }')}
${dns('gone', 'name: gone.acme.example, expect: { code: NXDOMAIN }')}
${dns('other', 'name: other.example, expect: { code: REFUSED }')}
`,
  )
  const words = [main, 'check', '--root', root, '--json', '--dry-run']
  const { stdout } = await run(process.execPath, words, { env: { ...process.env, GITHUB_STEP_SUMMARY: '' } })
  const { results } = JSON.parse(stdout) as {
    results: { id: string; verdict: string; class: string | null; detail: string | null }[]
  }
  return Object.fromEntries(results.map((result) => [result.id, brief(result)]))
}

const large = Array.from({ length: 60 }, (_, i) => `--host-record=large.acme.example,192.0.2.${10 + i}`)
const zone = [
  '--local=/acme.example/',
  '--host-record=acme.example,192.0.2.1,2001:db8::1',
  '--host-record=acme.example,192.0.2.2',
  '--cname=www.acme.example,acme.example',
  '--mx-host=acme.example,mail.acme.example,10',
  '--mx-host=acme.example,backup.acme.example,20',
  '--txt-record=acme.example,v=spf1 -all',
  ...large,
]
const ids = ['ipv4', 'ipv6', 'alias', 'mail', 'text', 'large', 'gone', 'other']
const all = (verdict: string) => Object.fromEntries(ids.map((id) => [id, verdict]))

describe.skipIf(skipWithoutDnsmasq)('a real dnsmasq', () => {
  test('that is well is up for every record, by TCP too', async () => {
    server = await startDnsmasq(port, zone)
    expect(await verdicts()).toEqual(all('up'))
  })

  test('with other records is an unexpected answer', async () => {
    server = await startDnsmasq(port, [
      '--host-record=acme.example,192.0.2.9,2001:db8::9',
      '--cname=www.acme.example,acme.example',
      '--mx-host=acme.example,mail.acme.example,30',
      '--txt-record=acme.example,v=spf1 +all',
      '--host-record=large.acme.example,192.0.2.10',
      '--host-record=gone.acme.example,192.0.2.9',
      '--host-record=other.example,192.0.2.9',
    ])
    expect(await verdicts()).toEqual({ ...all('down answer'), alias: 'up' })
  })

  test('that lost its zone says the name does not exist', async () => {
    server = await startDnsmasq(port, ['--local=/acme.example/', '--local=/example/'])
    expect(await verdicts()).toEqual({ ...all('down dns_nxdomain'), gone: 'up' })
  })

  test('that answers for nobody refuses', async () => {
    server = await startDnsmasq(port, [])
    expect(await verdicts()).toEqual({ ...all('down dns_error:REFUSED'), other: 'up' })
  })

  test('behind which another server fails says so', async () => {
    const { resolver } = await serveDns(() => ({ code: 2 }))
    server = await startDnsmasq(port, [`--server=${resolver.replace(':', '#')}`])
    expect(await verdicts()).toEqual(all('down dns_error:SERVFAIL'))
  })

  test('that is stopped refuses the connection', async () => {
    expect(await verdicts()).toEqual(all('down refused'))
  })
})
