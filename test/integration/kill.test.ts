import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readDayFile } from '../../src/checks/day-file.ts'
import { loadResults } from '../../src/store/checks-folder.ts'
import { loadConfig } from '../../src/store/config-file.ts'
import { systemClock } from '../../src/time/clock.ts'
import { type Ground, git, makeGround, published } from '../git/clone.ts'
import { type GitServer, serveGit } from '../git/daemon.ts'
import { listen, portOf } from '../workflows/ground.ts'

vi.setConfig({ testTimeout: 300_000 })

const deep = Boolean(process.env['CANDOR_DEEP'])
const kills = deep ? 200 : 8
/** After how many kills a whole run is looked at; in between, every run is itself the next of a killed one. */
const wholeEvery = deep ? 2 : 4
const main = join(import.meta.dirname, '../../src/main.ts')

let ground: Ground
let server: GitServer
let service: Server
const roots: string[] = []

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  service = await listen(createServer((_, answer) => answer.end('ok')))
  ground = makeGround({
    '.gitignore': 'checks/\n',
    'components.yml': `candor: 1
site: { name: Acme Status, url: https://status.acme.example }
components:
  - { id: api, name: API, check: { type: http, url: "http://127.0.0.1:${portOf(service)}/", allow_private: true } }
`,
  })
  server = await serveGit(ground.folder)
  roots.push(ground.clone('whole'), ground.clone('lean', '--depth=1', '--filter=blob:none'))
  for (const root of roots) git(root, 'remote', 'set-url', 'origin', server.address)
})

afterAll(async () => {
  await server.close()
  await new Promise((resolve) => service.close(resolve))
  ground.remove()
})

/** `check api --publish` in a process group of its own, its git with it; killed after some milliseconds, if any are given. */
async function checkAndPublish(
  root: string,
  killAfter: number | null,
): Promise<{ code: number | null; words: string }> {
  const child = spawn(process.execPath, [main, 'check', 'api', '--publish', '--no-watch', '--root', root], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (words += part))
  const ended = once(child, 'close') as Promise<[number | null]>
  if (killAfter !== null) {
    await Promise.race([ended, wait(killAfter)])
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // It was done already.
    }
  }
  const [code] = await ended
  return { code, words }
}

function rowsIn(root: string): string[] {
  const names = readdirSync(join(root, 'checks')).filter((name) => /^\d{4}-\d\d-\d\d\.csv$/.test(name))
  return names.flatMap((name) => readDayFile(readFileSync(join(root, 'checks', name), 'utf8'))).map(({ run }) => run)
}

function rowsPublished(): string[] {
  const names = git(join(ground.folder, 'origin.git'), 'ls-tree', '--name-only', 'status-data', 'checks/').split('\n')
  const days = names.filter((name) => /\d\.csv$/.test(name)).map((name) => published(ground, 'status-data', name)!)
  return days.flatMap((text) => readDayFile(text)).map(({ run }) => run)
}

test(
  `killed at ${kills} random moments, the store reads clean and the next run goes through`,
  async () => {
    const began = performance.now()
    for (const root of roots) expect(await checkAndPublish(root, null)).toMatchObject({ code: 0 })
    const usual = (performance.now() - began) / roots.length
    const seen = new Set<string>()
    let inGit = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      const root = roots[kill % roots.length]!
      await checkAndPublish(root, Math.random() * usual)
      inGit += readdirSync(join(root, '.git/candor')).length
      // Whatever is there can be read, and what was once a whole row stays one.
      const rows = rowsIn(root)
      expect(new Set(rows).size).toBe(rows.length)
      for (const run of rows) seen.add(run)
      const { config } = await loadConfig(root)
      expect((await loadResults(root, config, systemClock())).histories.get('api')?.latest?.verdict).toBe('up')
      git(root, 'fsck', '--connectivity-only')

      if (kill % wholeEvery !== 0) continue
      const { code, words } = await checkAndPublish(root, null)
      expect(words).toContain('1 probed: 1 up')
      expect([code, words]).toEqual([0, expect.not.stringContaining('candor:')])
      const there = rowsPublished()
      expect(new Set(there).size).toBe(there.length)
      for (const run of rowsIn(root)) expect(there).toContain(run)
    }
    for (const root of roots) await checkAndPublish(root, null)
    const there = new Set(rowsPublished())
    expect([...seen].filter((run) => !there.has(run))).toEqual([])
    for (const root of roots) expect(readdirSync(join(root, '.git/candor'))).toEqual([])
    if (deep)
      console.log(`${kills} kills within ${usual.toFixed(0)} ms, ${inGit} of them while publishing; ${there.size} rows`)
  },
  deep ? 3_000_000 : 300_000,
)
