import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SendTest } from '../../../src/commands/doctor-channels.ts'
import { type Examined, examine } from '../../../src/commands/doctor-examine.ts'
import { admit } from '../../../src/commands/doctor-patient.ts'
import { readConfig } from '../../../src/config/read.ts'
import type { Problem } from '../../../src/problem/problem.ts'
import { thinWorkflows } from '../../../src/starter/workflows.ts'
import { header, row, write } from '../../git/clone.ts'
import { type FakeGitHub, fakeGitHub } from '../../github/fake.ts'

/** When the doctor looks: rows of every five minutes lead up to it. */
export const now = Date.parse('2026-11-21T06:00:00Z') / 1000

/** A page that lacks nothing, on a GitHub of the tests. A test spoils what it is about. */
export interface Ward {
  hub: FakeGitHub
  root: string
  env: Record<string, string | undefined>
  /** Of the page, with what /version.json answers. */
  url: string
  version: { status: number; body: string }
  /** Text put in place of another in components.yml. */
  change: (from: string, to: string) => void
  write: (files: Record<string, string>) => void
  /** Milliseconds; a test of a GitHub that hangs makes them short. */
  patience: { timeout: number; limit: number }
  /** What components.yml is said to be wrong about. */
  problems: Problem[]
  look: (sendTest?: SendTest, isFirstRun?: boolean) => Promise<Map<string, Examined>>
  close: () => Promise<void>
}

export async function openWard(): Promise<Ward> {
  const hub = await fakeGitHub()
  const root = mkdtempSync(join(tmpdir(), 'candor-ward-'))
  const version = { status: 200, body: '{"checked_at":"2026-11-21T05:59:00Z","fresh_until":"2026-11-21T06:59:00Z"}' }
  const pages = createServer((request, answer) => {
    answer.writeHead(request.url === '/version.json' ? version.status : 404).end(version.body)
  })
  await new Promise<void>((ready) => pages.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/`
  hub.state.people.set('grace', 'write')
  hub.state.settings.pages = { ...hub.state.settings.pages, html_url: url }
  hub.state.settings.secrets.push('API_TOKEN', 'HOOK')
  const files = thinWorkflows({ repository: 'acme/candor', commit: '0123456789012345678901234567890123456789' }, 'docs')
  for (const path of files.keys()) hub.state.settings.workflows.set(path, 'active')
  let components = componentsAt(url)
  const handed = "env: { API_TOKEN: '${{ secrets.API_TOKEN }}', HOOK: '${{ secrets.HOOK }}', "
  write(root, {
    ...Object.fromEntries([...files].map(([path, text]) => [path, text.replaceAll('env: { ', handed)])),
    '.github/CODEOWNERS': '/components.yml @ada\n',
    'checks/2026-11-21.csv': header + rows(),
  })
  const ward: Ward = {
    hub,
    root,
    url,
    version,
    patience: { timeout: 20_000, limit: 60_000 },
    problems: [],
    env: {
      ...hub.env,
      GITHUB_ACTIONS: undefined,
      API_TOKEN: 'token',
      HOOK: 'https://hooks.acme.example/x',
      DEADMAN_URL: 'https://hc.acme.example/x',
    },
    change: (from, to) => {
      if (!components.includes(from)) throw new Error(`components.yml has no ${from}`)
      components = components.replace(from, to)
    },
    write: (more) => write(root, more),
    look: async (sendTest = null, isFirstRun = false) => {
      const { config, problems } = readConfig(components)
      if (config === null) throw new Error(JSON.stringify(problems))
      const given = { root, config, problems: ward.problems, now, env: ward.env, isFirstRun }
      const patient = await admit(given, { ...ward.patience, pace: 1 })
      const found = await examine(patient, sendTest, AbortSignal.timeout(20_000))
      return new Map(found.map((one) => [one.id, one]))
    },
    close: async () => {
      await closed(pages)
      rmSync(root, { recursive: true, force: true })
      await hub.close()
    },
  }
  return ward
}

const componentsAt = (url: string) => `candor: 1
site: { name: Acme, url: "${url}" }
secrets: [API_TOKEN, HOOK]
components:
  - { id: api, name: API, check: { type: http, url: "https://acme.example/", headers: { authorization: "Bearer \${API_TOKEN}" } } }
notify:
  - { id: ops, type: webhook, audience: operators, url: "\${HOOK}", secret: a-long-enough-secret }
`

function rows(): string {
  return Array.from({ length: 72 }, (_, index) => {
    const time = new Date(Date.parse('2026-11-21T00:01:00Z') + index * 300_000).toISOString().replace('.000Z', 'Z')
    return row(time, `${index}.1`)
  }).join('')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
