import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { write } from '../git/clone.ts'
import { runAction } from '../workflows/action.ts'
import { type GitHub, makeGitHub, program, top } from '../workflows/ground.ts'

// Whole clones, builds and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 120_000 })

let hub: GitHub
let person: string

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  hub = await makeGitHub(
    (page) => `candor: 1
site:
  name: Acme Status
  url: ${page}
components:
  - id: api
    name: API
`,
  )
  person = hub.clone('person')
}, 120_000)

afterAll(() => hub.close())

const good = `# API is down

## Investigating · 2026-11-21 10:02 UTC {api=major_outage}

We look into it.
`

describe('action.yml', () => {
  /** The action as another repository uses it: its own folder beside the caller's checkout. */
  async function used(name: string, run: number, inputs: Record<string, string>, env: Record<string, string> = {}) {
    const caller = join(hub.folder, name)
    write(caller, {
      'status/components.yml': readFileSync(join(person, 'components.yml'), 'utf8'),
      'status/incidents/api.md': good,
    })
    const machine = hub.machine(name, run)
    machine.env = { ...machine.env, ...env }
    const { report, outputs } = await runAction(top, inputs, machine)
    return { caller, report, outputs }
  }

  test('runs a command of Candor on the checkout of another repository', async () => {
    const { report } = await used('thin', 401, {
      command: 'validate --format json --now 2026-11-21T10:20:00Z',
      root: 'status',
    })
    expect(report.outcome).toBe('success')
    expect(JSON.parse(report.output)).toEqual({ problems: [] })
  })

  test('asks for a page, so that the thin form does what the template does', async () => {
    const { report } = await used('asks', 404, { command: 'ask-for-page' })
    expect(report).toMatchObject({ outcome: 'success', output: expect.stringContaining('Asked for a new page.') })
    expect(hub.asked.at(-1)).toContain('/page.yml/dispatches')
  })

  test('takes its inputs as words: nothing in them is run, nothing becomes file names', async () => {
    const command = 'validate ; touch pwned $(touch pwned) `touch pwned` *'
    const { report, caller } = await used('hostile', 402, { command, root: 'status' })
    expect(report.outcome).toBe('failure')
    expect(existsSync(join(caller, 'pwned'))).toBe(false)
    const root = await used('hostile-root', 403, { command: 'validate', root: '"; touch pwned; "' })
    expect(root.report.outcome).toBe('failure')
    expect(existsSync(join(root.caller, 'pwned'))).toBe(false)
  })

  test('hands the token to what speaks to GitHub, and to nothing else', async () => {
    const engine = join(hub.folder, 'engine')
    write(engine, { 'action.yml': readFileSync(join(top, 'action.yml'), 'utf8'), 'package-lock.json': '{}' })
    program(join(engine, 'candor'), 'echo "$1 ${GITHUB_TOKEN:-none} ${CANDOR_TOKEN:-none}"')
    const said = async (command: string, env: Record<string, string> = {}) => {
      const machine = hub.machine('token', 405)
      machine.actions['actions/upload-artifact'] = async ({ name = 'home-page' }) => ({ 'artifact-id': `1-${name}` })
      machine.actions['actions/download-artifact'] = async () => ({})
      machine.actions['actions/cache'] = async () => ({})
      mkdirSync(machine.workspace, { recursive: true })
      machine.env = { ...machine.env, ...env }
      return runAction(engine, { command }, machine)
    }
    for (const command of ['check --publish', 'notify', 'review', 'review-comment', 'post', 'doctor']) {
      const { report } = await said(command)
      expect(report.output.trim()).toBe(`${command.split(' ')[0]} token-of-the-run none`)
    }
    for (const command of ['build', 'validate', 'pull', 'publish', 'squash', 'status']) {
      const { report, outputs } = await said(command, { GITHUB_TOKEN: 'from-outside' })
      expect(report.output.trim()).toBe(`${command} none none`)
      expect(outputs['report']).toBe('')
    }
    expect((await said('review')).outputs).toMatchObject({
      report: '1-review',
      'home-page': '1-home-page',
      site: '1-preview',
    })
  })

  test('takes a newer Node that the runner keeps, and else what there is', async () => {
    const engine = join(hub.folder, 'engine-node')
    write(engine, { 'action.yml': readFileSync(join(top, 'action.yml'), 'utf8') })
    program(join(engine, 'candor'), 'command -v node')
    const tools = join(hub.folder, 'tool cache')
    const newer = join(tools, 'node/24.11.0/x64/bin')
    mkdirSync(newer, { recursive: true })
    program(join(newer, 'node'), 'exit 0')
    const machine = hub.machine('node', 406)
    mkdirSync(machine.workspace, { recursive: true })
    const nodeWith = async (env: Record<string, string>) => {
      const { report } = await runAction(engine, { command: 'status' }, { ...machine, env: { ...machine.env, ...env } })
      return report.output.trim()
    }
    expect(await nodeWith({ RUNNER_TOOL_CACHE: tools })).toBe(join(newer, 'node'))
    expect(await nodeWith({ RUNNER_TOOL_CACHE: join(hub.folder, 'none') })).not.toContain('24.11.0')
    expect(await nodeWith({})).toMatch(/\/node$/)
  })
})
