import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { write } from '../git/clone.ts'
import { type GitHub, makeGitHub, top } from '../workflows/ground.ts'
import { runSteps } from '../workflows/runner.ts'
import type { Action } from '../workflows/workflow.ts'

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
  const action = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as Action

  /** The action as another repository uses it: its own folder beside the caller's checkout. */
  async function used(name: string, run: number, inputs: Record<string, string>, env: Record<string, string> = {}) {
    const caller = join(hub.folder, name)
    write(caller, {
      'status/components.yml': readFileSync(join(person, 'components.yml'), 'utf8'),
      'status/incidents/api.md': good,
    })
    const machine = hub.machine(name, run)
    const defaults = Object.entries(action.inputs).map(([key, input]) => [key, input.default ?? ''])
    machine.contexts = { inputs: { ...Object.fromEntries(defaults), ...inputs } }
    machine.env = { ...machine.env, ...env, GITHUB_ACTION_PATH: top }
    const [report] = await runSteps(action.runs.steps, machine)
    return { caller, report: report! }
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
    const { report } = await used('asks', 404, { command: 'ask-for-page' }, { GITHUB_TOKEN: 'token-of-the-run' })
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
})
