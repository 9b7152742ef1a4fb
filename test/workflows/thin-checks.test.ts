import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAction } from './action.ts'
import { program, stepsOf, top } from './ground.ts'
import { type Machine, runSteps } from './runner.ts'

// A thin page's run of checks is one step, the template's are many. Both must do the same, whatever happens.

let folder: string
let cases = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-thin-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Case {
  beat: '' | 'long' | 'relay'
  changed: boolean
  /** What fails: a program with its first word. */
  fails?: string
}

const states: Case[] = [
  { beat: '', changed: false },
  { beat: '', changed: true },
  { beat: 'long', changed: true },
  { beat: 'relay', changed: false },
  { beat: '', changed: true, fails: 'candor check' },
  { beat: 'relay', changed: true, fails: 'candor check' },
  { beat: '', changed: false, fails: 'candor pull' },
  { beat: '', changed: true, fails: 'ask-for-page' },
  { beat: 'relay', changed: false, fails: 'keep-relay' },
  { beat: 'long', changed: false, fails: 'keep-beat' },
]

test.each(states)('a thin run of checks does what checks.yml does: %j', async (state) => {
  const [whole, thin] = [await runWhole(state), await runThin(state)]
  expect(thin).toEqual(whole)
  expect(whole.did.length).toBeGreaterThan(1)
  expect(whole.failed).toBe(state.fails !== undefined)
})

test('the table above meets every step of checks.yml', async () => {
  const all = await Promise.all(states.map(runWhole))
  const did = new Set(all.flatMap((run) => run.did.map((line) => line.replace(/ .*(CHANGED)/, ' $1'))))
  const steps = stepsOf('checks.yml').filter(({ run }) => run !== undefined)
  expect(steps).toHaveLength(8)
  expect([...did].map((line) => line.split(' ')[0]).sort()).toEqual(
    expect.arrayContaining(['ask-for-page', 'candor', 'keep-beat', 'keep-relay']),
  )
})

interface Did {
  /** Each program with its words, and whether it was handed the token. */
  did: string[]
  failed: boolean
}

async function runWhole(state: Case): Promise<Did> {
  const { engine, machine } = world(state)
  const reports = await runSteps(stepsOf('checks.yml'), machine)
  return { did: linesOf(engine), failed: reports.some(({ outcome }) => outcome === 'failure') }
}

async function runThin(state: Case): Promise<Did> {
  const { engine, machine } = world(state)
  const { report } = await runAction(engine, { command: 'checks', beat: state.beat }, machine)
  return { did: linesOf(engine), failed: report.outcome === 'failure' }
}

/** An engine whose programs only note that they were called; it is the checkout as well. */
function world({ beat, changed, fails }: Case): { engine: string; machine: Machine } {
  cases += 1
  const engine = join(folder, `engine ${cases}`)
  mkdirSync(join(engine, '.github/steps'), { recursive: true })
  cpSync(join(top, 'action.yml'), join(engine, 'action.yml'))
  cpSync(join(top, '.github/steps/checks'), join(engine, '.github/steps/checks'))
  const noting = `name=\${0##*/}
words="$name$(printf ' %s' "$@" | sed 's/ --root .*//')"
echo "$words\${GITHUB_TOKEN:+ +token}\${DEADMAN_URL:+ +deadman}\${CHANGED:+ CHANGED=$CHANGED}" >> '${join(engine, 'did')}'
case "$words" in "candor check --publish --notify --no-watch") ${changed ? 'echo changed=true >> "$GITHUB_OUTPUT"' : ':'} ;; esac
case "$words" in ${fails === undefined ? 'nothing' : `"${fails}"*`}) exit 1 ;; esac`
  for (const path of [
    'candor',
    ...['ask-for-page', 'keep-beat', 'keep-relay'].map((name) => `.github/steps/${name}`),
  ]) {
    program(join(engine, path), noting)
  }
  const machine = {
    workspace: engine,
    temporary: join(folder, `machine ${cases}`),
    env: { DEADMAN_URL: 'https://deadman.example/' },
    contexts: {
      github: { token: 'token' },
      vars: { CANDOR_BEAT: beat },
      secrets: { DEADMAN_URL: 'https://deadman.example/' },
    },
    actions: { 'actions/checkout': async () => ({}), 'actions/setup-node': async () => ({}) },
  }
  return { engine, machine }
}

function linesOf(engine: string): string[] {
  const path = join(engine, 'did')
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
  // In the template only what asks for it is told of the dead-man; a thin page has one step for all.
  return lines.map((line) => line.replace(' +deadman', '').trim())
}
