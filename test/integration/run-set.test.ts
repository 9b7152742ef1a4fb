import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Ground, makeGround, published } from '../git/clone.ts'
import { listen, portOf } from '../workflows/ground.ts'

const run = promisify(execFile)
const top = join(import.meta.dirname, '../..')
vi.setConfig({ testTimeout: 60_000 })

interface Locked {
  dev?: boolean
  optional?: boolean
  hasInstallScript?: boolean
  integrity?: string
}

let packages: [string, Locked][]
let engine: string
let ground: Ground
let service: Server

/** The engine with the packages that `npm ci --omit=dev --omit=optional --ignore-scripts` installs, and no other. */
beforeAll(async () => {
  const lock = JSON.parse(await readFile(join(top, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  packages = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev)
  engine = await mkdtemp(join(tmpdir(), 'candor-run-set-'))
  await cp(join(top, 'src'), join(engine, 'src'), { recursive: true })
  await cp(join(top, 'package.json'), join(engine, 'package.json'))
  for (const [path] of packages.filter(([, { optional }]) => !optional)) {
    await mkdir(join(engine, dirname(path)), { recursive: true })
    await symlink(join(top, path), join(engine, path))
  }
  service = await listen(createServer((_, answer) => answer.end('fine')))
  const url = `http://127.0.0.1:${portOf(service)}/`
  ground = makeGround({
    '.gitignore': 'checks/\n',
    'components.yml': `candor: 1
site: { name: Acme Status, url: https://status.acme.example }
components:
  - { id: api, name: API, check: { type: http, url: "${url}", allow_private: true, confirm: 1 } }
notify:
  - { id: ops, type: webhook, audience: operators, url: "${url}", secret: s, allow_private: true }
`,
    'incidents/_note.md': 'Not published.\n',
  })
})
afterAll(async () => {
  ground.remove()
  service.closeAllConnections()
  await new Promise((closed) => service.close(closed))
  await rm(engine, { recursive: true })
})

test('what the cron job installs is enough to check, publish, notify, validate, and to look for secrets', async () => {
  const root = ground.clone('here')
  // Links stay links, so that a package finds no other than those that stand beside it.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', NODE_OPTIONS: '--preserve-symlinks' }
  const candor = async (...words: string[]) =>
    (await run(process.execPath, [join(engine, 'src/main.ts'), ...words, '--root', root], { env })).stdout
  expect(await candor('pull')).toBeTypeOf('string')
  expect(await candor('check', '--publish', '--notify', '--no-watch')).toContain('1 up')
  expect(published(ground, 'status-data', 'checks/FORMAT')).toBe('1\n')
  expect(await candor('publish')).toContain('status-data')
  expect(await candor('squash')).toBeTypeOf('string')
  expect(await candor('validate')).toBeTypeOf('string')
  expect(JSON.parse(await candor('status', '--json'))).toMatchObject({ components: [{ id: 'api', verdict: 'up' }] })
  expect(await candor('scan', root)).toContain('look')
  // The test sees what is missing: the site builder is not there.
  await expect(candor('build')).rejects.toThrow(/astro/)
})

test('no package of it wants a script at its installation, and each is held to its digest', () => {
  expect(packages.length).toBeGreaterThan(20)
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
  expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
})
