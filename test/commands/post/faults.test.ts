import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Failure } from '../../../src/problem/problem.ts'
import { type FaultKind, faults, isAfter } from '../../github/fault.ts'
import { makePostGround, type PostGround } from './ground.ts'

vi.setConfig({ testTimeout: 120_000 })

// Every call that posting makes, in their order, with every way in which GitHub can fail at it. Whatever happens: the
// words are on main once or not at all, what became of them is said once or the run fails, and a second delivery after
// the trouble ends in one update and one answer.
const calls = {
  permission: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  reaction: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
  page: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  look: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  answer: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
}
type Call = keyof typeof calls

/** Gone at the second try, for Octokit or for us. */
const passing: FaultKind[] = faults.filter((kind) => !['status 422', 'forbidden', 'missing', 'strange'].includes(kind))
const some: FaultKind[] = ['status 500', 'close after', 'secondary limit', 'cut']
const lasting: FaultKind[] = process.env['CANDOR_DEEP'] ? [...faults] : ['status 500', 'forbidden', 'close after']

let ground: PostGround
let count = 0
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  ground = await makePostGround()
  // What hangs is given up soon; what is merely slow on a busy machine is not.
  ground.patience.timeout = 500
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await ground.close()
})

/** One comment with words of its own, under this trouble. */
async function troubled(call: Call, kind: FaultKind, times: number) {
  count += 1
  const words = `Word number ${count}: ${kind} at ${call}.`
  ground.hub.fail({ kind, at: calls[call], times })
  const at = `2026-11-21T03:${String(10 + Math.floor(count / 60)).padStart(2, '0')}:${String(count % 60).padStart(2, '0')}Z`
  const outcome = await ground.say({ body: `/investigating ${words}`, at }).then(
    () => 'done' as const,
    (error: unknown) => {
      if (error instanceof Failure) return error
      throw error
    },
  )
  const id = ground.said()
  ground.hub.heal()
  const written = () => Object.values(ground.incidents()).join('\n').split(words).length - 1
  const answers = () =>
    ground.hub.state
      .commentsOn(ground.issue)
      .filter(({ by, body }) => by.endsWith('[bot]') && body.includes(`candor:answer:${id} `))
      .map(({ body }) => body)
  return { outcome, written, answers }
}

for (const call of Object.keys(calls) as Call[]) {
  for (const kind of process.env['CANDOR_DEEP'] ? passing : some) {
    test(`${kind} once at the ${call}: posted once, answered once`, async () => {
      const { outcome, written, answers } = await troubled(call, kind, 1)
      expect(outcome).toBe('done')
      expect([written(), answers()]).toEqual([1, [expect.stringContaining('On the page since')]])
    })
  }
}

const before: Record<Call, number> = { permission: 0, reaction: 1, page: 1, look: 1, answer: 1 }

for (const call of Object.keys(calls) as Call[]) {
  for (const kind of lasting) {
    // Whom GitHub does not know may not post: that is its answer, and no trouble.
    if (kind === 'missing' && call === 'permission') continue
    test(`${kind} that lasts at the ${call}: nothing is lost, nothing is doubled, and it is said`, async () => {
      const { outcome, written, answers } = await troubled(call, kind, 99)
      expect(written()).toBe(before[call])
      // What was said although nobody told us so is found again.
      const isSaid = call === 'answer' && isAfter(kind)
      if (call === 'page' || call === 'reaction' || isSaid) {
        expect(outcome).toBe('done')
        expect(answers()).toEqual([
          expect.stringMatching(/^(On the page since|It is written, but GitHub did not let us ask)/),
        ])
      } else {
        expect(outcome).toMatchObject({ exitCode: 3, message: expect.stringMatching(/GitHub[\s\S]*\.\n {2}\S/) })
        expect(answers()).toEqual([])
      }
      await ground.again()
      expect([written(), answers()]).toEqual([1, [expect.stringContaining('On the page since')]])
    })
  }
}
