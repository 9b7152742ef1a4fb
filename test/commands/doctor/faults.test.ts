import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultKind } from '../../github/fault.ts'
import { openWard, type Ward } from './ward.ts'

let ward: Ward
beforeAll(async () => {
  ward = await openWard()
  // So that every question is asked: Actions are selected, and a rule holds that Actions may pass.
  const { settings } = ward.hub.state
  settings.actions['allowed_actions'] = 'selected'
  settings.selected['patterns_allowed'] = ['acme/*']
  for (const branch of ['main', 'status-data']) settings.rules.set(branch, [{ type: 'pull_request', ruleset: 7 }])
  settings.token.can_approve_pull_request_reviews = true
  settings.bypass.set(7, [{ actor_id: 15368, actor_type: 'Integration' }])
  settings.repository.private = true
  ward.change('notify:', 'notify:\n  - { id: issues, type: github_issue, audience: operators, assignees: [ada] }')
})
afterAll(() => ward.close())

/** Which examinations cannot be made when a call fails. */
const depends: Record<string, string[]> = {
  '/pages': ['pages', 'domain', 'privacy'],
  '/actions/permissions': ['actions'],
  '/actions/permissions/selected-actions': ['actions'],
  '/actions/permissions/workflow': ['workflow_token'],
  '/actions/workflows': ['workflows'],
  '/actions/secrets': ['secrets'],
  '/actions/organization-secrets': ['secrets'],
  '/rules/branches/{branch}': ['results_branch', 'posting'],
  '/rulesets/{ruleset_id}': ['results_branch', 'posting'],
  '/branches/{branch}/protection': ['results_branch', 'posting'],
  '/codeowners/errors': ['responders'],
  '/collaborators': ['responders'],
  '/assignees/{assignee}': ['responders'],
}
const everything = [
  'repository',
  'workflows',
  'actions',
  'workflow_token',
  'pages',
  'domain',
  'privacy',
  'results_branch',
  'posting',
  'secrets',
  'responders',
]
/** What is told in another way at each place, and what is the same everywhere: the latter one by one in the sample. */
const telling: FaultKind[] = ['forbidden', 'missing']
const failing: FaultKind[] = [
  ...([
    'status 500',
    'strange',
    'rate limit',
    'cut',
    'secondary limit',
    'close',
    'status 502',
    'status 422',
    'hang',
  ] as const),
]
const kindsAt = (index: number) =>
  process.env['CANDOR_DEEP'] ? [...telling, ...failing] : [...telling, failing[index % failing.length]!]
const calls = Object.entries(depends).flatMap(([path, ids], index) =>
  kindsAt(index).map((kind) => ({ kind, path, ids })),
)

async function states(): Promise<Record<string, string>> {
  return Object.fromEntries([...(await ward.look())].map(([id, { state }]) => [id, state]))
}

/** A 404 that is an answer and no fault: there is no organisation, no such person; a ruleset that only its owners see. */
const answers: Record<string, Record<string, string>> = {
  '/actions/organization-secrets': {},
  '/assignees/{assignee}': { responders: 'problem' },
  '/rulesets/{ruleset_id}': { results_branch: 'problem' },
}

let before: Record<string, string>

test('before any fault all is good', async () => {
  before = await states()
  expect(Object.entries(before).filter(([, state]) => state !== 'good')).toEqual([['origin', 'problem']])
})

test.each(calls)(
  '$kind of GET /repos/{owner}/{repo}$path hides what hangs on it, and nothing else',
  async ({ kind, path, ids }) => {
    ward.hub.fail({ kind, at: `GET /repos/{owner}/{repo}${path}`, times: 99 })
    if (kind === 'hang') ward.patience.timeout = 800
    const found = await ward.look()
    ward.hub.heal()
    ward.patience.timeout = 20_000
    const hidden = Object.fromEntries(ids.map((id) => [id, 'unseen']))
    const isAnswer = kind === 'missing' || (kind === 'forbidden' && path === '/rulesets/{ruleset_id}')
    const expected = { ...before, ...((isAnswer && answers[path]) || hidden) }
    expect(Object.fromEntries([...found].map(([id, { state }]) => [id, state]))).toEqual(expected)
    // One line, to its end.
    for (const { line } of found.values()) expect(line).toMatch(/^[^\n]{10,400}[.?]$/)
  },
)

test.each(process.env['CANDOR_DEEP'] ? [...telling, ...failing] : telling)(
  '%s of every call: nothing that is GitHub’s is seen',
  async (kind) => {
    ward.hub.fail({ kind, times: 999 })
    if (kind === 'hang') ward.patience.timeout = 800
    const found = await ward.look()
    ward.hub.heal()
    ward.patience.timeout = 20_000
    for (const id of everything) expect([id, found.get(id)!.state]).toEqual([id, 'unseen'])
  },
)

test('a token that holds no more is told as such', async () => {
  const { env } = ward
  ward.env = { ...env, GITHUB_TOKEN: 'ghp_old' }
  const found = await ward.look()
  ward.env = env
  expect(found.get('pages')!.line).toMatch(/GitHub does not take our token/)
})
