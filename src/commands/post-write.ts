import type { OperatorWord } from '../checks/operators.ts'
import type { Mistake } from '../comments/command.ts'
import type { Plan } from '../comments/plan.ts'
import type { Desk } from '../comments/subject.ts'
import type { Config } from '../config/config.ts'
import { type Posted, post } from '../git/post.ts'
import { publish } from '../git/publish.ts'
import type { Pause } from '../git/tries.ts'
import { loadConfig } from '../store/config-file.ts'
import { appendOperators } from '../store/operators-file.ts'
import type { Instant } from '../time/instant.ts'
import { deskOf } from './post-desk.ts'

export interface WriteOrder {
  now: Instant
  /** The same for each delivery of the same words. */
  key: string
  /** Below the subject of the commit. */
  about: string
  /** When it was said. */
  at: Instant
  author: { name: string; email: string }
  decide: (desk: Desk) => Plan
  pause?: Pause
}

export type Outcome = { config: Config } & (
  | { kind: 'posted'; commit: string; id: string; notes: string[] }
  | { kind: 'proposed'; branch: string; subject: string; id: string; notes: string[] }
  | { kind: 'words'; words: OperatorWord[] }
  | { kind: 'nothing'; id: string | null; message: string }
  | { kind: 'mistake'; mistake: Mistake }
)

/** Decides on the newest main what is to be written, and writes it. Throws a Failure when it could not. */
export async function write(root: string, { decide, ...order }: WriteOrder): Promise<Outcome> {
  const decided: { plan: Plan; config: Config }[] = []
  const done = await post(root, {
    ...order,
    since: order.at,
    change: async (main, scratch) => {
      const desk = await deskOf(main, root, scratch, order.now)
      const plan = decide(desk)
      decided.push({ plan, config: desk.config })
      return plan.kind === 'post' ? { path: `incidents/${plan.id}.md`, text: plan.text, subject: plan.subject } : null
    },
  })
  const last = decided.at(-1)
  if (last === undefined) return alreadyThere(root, done)
  const { plan, config } = last
  if (plan.kind === 'mistake') return { kind: 'mistake', mistake: plan, config }
  if (plan.kind === 'nothing') return { ...plan, config }
  if (plan.kind === 'words') {
    await appendOperators(root, plan.words)
    const [word] = plan.words
    const subject = `${word!.step === 'ack' ? 'Seen' : 'Muted'} by @${word!.by}: ${word!.outage}`
    await publish(root, config, { now: order.now, subject, pause: order.pause })
    return { ...plan, config }
  }
  const { id, notes } = plan
  if (done.kind === 'proposed')
    return { kind: 'proposed', branch: done.branch, subject: done.subject, id, notes, config }
  return { kind: 'posted', commit: done.kind === 'nothing' ? '' : done.commit, id, notes, config }
}

/** An earlier delivery wrote it: what is left is to see it on the page and to say so. */
async function alreadyThere(root: string, done: Posted): Promise<Outcome> {
  const { config } = await loadConfig(root)
  if (done.kind !== 'already') throw new Error('Nothing was decided, and nothing was there.')
  const id = (done.path ?? '').replace(/^incidents\//, '').replace(/\.md$/i, '')
  return { kind: 'posted', commit: done.commit, id, notes: [], config }
}
