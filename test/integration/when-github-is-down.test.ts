import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Ground, git, makeGround } from '../git/clone.ts'
import { closedPort } from '../probe/support/servers.ts'
import { top } from '../workflows/ground.ts'
import { makeFolder, type ServerFolder } from './real/folder.ts'
import { startServers } from './real/nginx.ts'
import { skipWithout } from './real/program.ts'
import type { RealServer } from './real/server.ts'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const text = readFileSync(join(top, 'docs/when-github-is-down.md'), 'utf8')
const [before, during, afterwards] = ['Before', 'During', 'Afterwards'].map((name) =>
  commandsOf(text.split(/^## /m).find((part) => part.startsWith(name))!),
) as [string[], string[], string[]]

/** The lines that a section tells its reader to type. */
function commandsOf(section: string): string[] {
  const blocks = [...section.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block]) => block!)
  return blocks.flatMap((block) => block.match(/(?<=^\$ ).*/gm) ?? [])
}

function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(text)![1]!
}

describe.skipIf(skipWithout('nginx', 'rsync'))('the day on which GitHub is down, as docs/ tell it', () => {
  let ground: Ground
  let laptop: string
  let folder: ServerFolder
  let second: RealServer
  let address: string
  const github = () => join(ground.folder, 'origin.git')
  const gone = () => join(ground.folder, 'away.git')

  beforeAll(async () => {
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
    folder = await makeFolder()
    const port = await closedPort()
    address = `http://127.0.0.1:${port}`
    const server = block('nginx')
      .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
      .replace(/^\s*ssl_.*\n/gm, '')
      .replace('/srv/www/status', folder.at('www'))
    mkdirSync(folder.at('www'))
    second = await startServers(folder, server, [port])
    const mirrors = block('yaml').replace(/rsync:\S+/, `rsync:${folder.at('www')}`)
    ground = makeGround({
      '.gitignore': 'dist/\nchecks/*\n',
      'components.yml': `candor: 1
site: { name: Acme Status, url: "https://status.acme.example" }
components:
  - { id: api, name: Public API, check: { type: http, url: "https://api.acme.example/" } }
${mirrors}`,
    })
    laptop = ground.clone('laptop')
    git(laptop, 'config', 'user.name', 'Ada')
    git(laptop, 'config', 'user.email', 'ada@example.com')
    symlinkSync(join(top, 'candor'), join(laptop, 'candor'))
    appendFileSync(join(laptop, '.git/info/exclude'), 'candor\n')
  })
  afterAll(async () => {
    await second.stop()
    await folder.remove()
    ground.remove()
  })

  async function type(command: string): Promise<string> {
    const { stdout, stderr } = await run('sh', ['-ec', command], { cwd: laptop, env: { ...process.env, CI: '' } })
    return stdout + stderr
  }
  const page = async (path = '/') => (await fetch(`${address}${path}`)).text()
  const told = async () => (await page()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  const commits = () => git(github(), 'log', '--format=%s', 'main').trim().split('\n')

  test('before: the second host has the page, and answers as one', async () => {
    expect(before).toEqual(['./candor build', './candor mirror'])
    for (const command of before) await type(command)
    expect(await told()).toContain('No recent data')
    const missing = await fetch(`${address}/nowhere/`)
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('<html')
    const api = await fetch(`${address}/api/v2/status.json`)
    expect(api.headers.get('access-control-allow-origin')).toBe('*')
    expect(api.headers.get('cache-control')).toBe('public, max-age=60')
  })

  test('during: what is typed on the laptop is on the second host when the command ends', async () => {
    renameSync(github(), gone())
    const [report, ...more] = during
    const began = performance.now()
    const said = await type(report!)
    console.info(`From typing to the page on the second host: ${((performance.now() - began) / 1000).toFixed(1)} s.`)
    expect(said).toContain('There are no results here: the page says so')
    expect(said).toContain('When it is back: ./candor post --push')
    expect(await told()).toContain('One call in ten fails. We are on it.')
    expect(await told()).not.toContain('All Systems Operational')
    for (const command of more) await type(command)
    const api = JSON.parse(await page('/api/v2/incidents.json'))
    expect(api.incidents).toHaveLength(1)
    expect(api.incidents[0]).toMatchObject({ name: 'Errors on the API', status: 'resolved' })
    expect(api.incidents[0].incident_updates.map(({ body }: { body: string }) => body)).toEqual([
      'All calls succeed again.',
      'A bad deploy; we are rolling back.',
      'One call in ten fails. We are on it.',
    ])
  })

  test('afterwards: it is committed once, and the clone goes on from there', async () => {
    renameSync(gone(), github())
    const [push, bringUp] = afterwards
    expect(await type(push!)).toMatch(/incidents\/\S+-errors-on-the-api\.md is on main as [0-9a-f]{10}/)
    expect(await type(push!)).toContain('Nothing waits to be pushed.')
    expect(commits()).toEqual([expect.stringMatching(/^Report \S+-errors-on-the-api$/), 'Begin'])
    await type(bringUp!)
    expect(git(laptop, 'status', '--porcelain', '--branch').trim()).toBe('## main...origin/main')
    const file = git(github(), 'ls-tree', '--name-only', 'main', 'incidents/').trim()
    const words = git(github(), 'show', `main:${file}`)
    for (const once of ['One call in ten fails', 'A bad deploy', 'All calls succeed']) {
      expect(words.split(once)).toHaveLength(2)
    }
    expect(await type('./candor validate')).not.toContain('error')
  })
})
