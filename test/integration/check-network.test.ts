import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
/** A network namespace of its own: no interface is up but, where asked for, loopback. */
const alone = ['unshare', '--map-root-user', '--net']
const canUnshare = spawnSync(alone[0]!, [...alone.slice(1), 'true']).status === 0

/** What `candor check` says of these components in a machine that has no network at all. */
async function checkWithoutNetwork(components: string, first = 'true'): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'candor-network-'))
  try {
    await writeFile(
      join(root, 'components.yml'),
      `candor: 1
site: { name: Test, url: https://status.example }
defaults: { confirm: 1, timeout: 3s }
components:
${components}`,
    )
    const command = `${first}; exec "$0" "$@"`
    const words = ['sh', '-c', command, process.execPath, main, 'check', '--json', '--dry-run', '--root', root]
    const { stdout } = await run(alone[0]!, [...alone.slice(1), ...words])
    const { results } = JSON.parse(stdout) as { results: Record<'id' | 'verdict' | 'class' | 'detail', string>[] }
    return results.map((result) => `${result.id} ${result.verdict} ${result.class}:${result.detail}`)
  } finally {
    await rm(root, { recursive: true })
  }
}

test.skipIf(!canUnshare)(
  'a machine without a network knows nothing of anybody',
  async () => {
    const page = `  - { id: web, name: Web, check: { type: http, url: "https://www.acme.example/" } }
  - { id: api, name: API, check: { type: http, url: "https://203.0.113.7/" } }
  - { id: db, name: Database, check: { type: tcp, host: 198.51.100.7, port: 5432 } }
`
    expect(await checkWithoutNetwork(page)).toEqual([
      'web unknown checker:no-network',
      'api unknown checker:no-network',
      'db unknown checker:no-network',
    ])
  },
  60_000,
)

test.skipIf(!canUnshare)(
  'a machine without IPv6 says that, and nothing of the component',
  async () => {
    const page = `  - { id: six, name: Six, check: { type: http, url: "https://[2001:db8::7]/", ip: 6 } }
`
    expect(await checkWithoutNetwork(page)).toEqual(['six unknown no_ipv6:null'])
    // A route that leads nowhere: it must be tried to be known.
    const nowhere = 'ip link add out type dummy && ip addr add fd00::2/64 dev out nodad && ip link set out up'
    const routed = `${nowhere} && ip route add default dev out`
    const hasIp = spawnSync(alone[0]!, [...alone.slice(1), 'sh', '-c', routed]).status === 0
    if (hasIp) expect(await checkWithoutNetwork(page, routed)).toEqual(['six unknown no_ipv6:null'])
  },
  60_000,
)
