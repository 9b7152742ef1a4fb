import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

/** Which examinations cannot be made when a call fails; of each line no two hang on the same, so they may fail together. */
const depends: Record<string, string[]>[] = [
  {
    '/pages': ['pages', 'domain', 'privacy'],
    '/actions/permissions': ['actions'],
    '/actions/permissions/workflow': ['workflow_token'],
    '/actions/workflows': ['workflows'],
    '/actions/secrets': ['secrets'],
    '/rules/branches/{branch}': ['results_branch', 'posting'],
    '/codeowners/errors': ['responders'],
  },
  {
    '/actions/permissions/selected-actions': ['actions'],
    '/actions/organization-secrets': ['secrets'],
    '/rulesets/{ruleset_id}': ['results_branch', 'posting'],
    '/collaborators': ['responders'],
  },
  { '/branches/{branch}/protection': ['results_branch', 'posting'], '/assignees/{assignee}': ['responders'] },
]
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
const usual: FaultKind[] = ['forbidden', 'missing', 'status 500', 'strange']
const others: FaultKind[] = ['rate limit', 'secondary limit', 'cut', 'close', 'hang', 'status 502', 'status 422']
const kinds = process.env['CANDOR_DEEP'] ? [...usual, ...others] : usual

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

describe.each(kinds)('%s', (kind) => {
  test.each(depends)('of some calls hides what hangs on them, and nothing else', async (calls) => {
    const expected = { ...before }
    for (const [path, ids] of Object.entries(calls)) {
      ward.hub.fail({ kind, at: `GET /repos/{owner}/{repo}${path}`, times: 99 })
      const isAnswer = kind === 'missing' || (kind === 'forbidden' && path === '/rulesets/{ruleset_id}')
      Object.assign(expected, (isAnswer && answers[path]) || Object.fromEntries(ids.map((id) => [id, 'unseen'])))
    }
    const found = await lookDuring(kind)
    expect(Object.fromEntries([...found].map(([id, { state }]) => [id, state]))).toEqual(expected)
    // One line, to its end.
    for (const { line } of found.values()) expect(line).toMatch(/^[^\n]{10,400}[.?]$/)
  })

  test('of every call hides all that is GitHub’s', async () => {
    ward.hub.fail({ kind, times: 999 })
    const found = await lookDuring(kind)
    for (const id of everything) expect([id, found.get(id)!.state]).toEqual([id, 'unseen'])
  })
})

async function lookDuring(kind: FaultKind) {
  if (kind === 'hang') ward.patience.timeout = 800
  const found = await ward.look()
  ward.hub.heal()
  ward.patience.timeout = 20_000
  return found
}

test('a token that holds no more is told as such', async () => {
  const { env } = ward
  ward.env = { ...env, GITHUB_TOKEN: 'ghp_old' }
  const found = await ward.look()
  ward.env = env
  expect(found.get('pages')!.line).toMatch(/GitHub does not take our token/)
})
