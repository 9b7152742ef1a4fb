import { minute } from '../time/instant.ts'
import type { Command } from './command.ts'
import { namesOf, titleFor } from './naming.ts'
import { blankPost, create } from './new-post.ts'
import type { Plan, Saying } from './plan.ts'
import { updateOf } from './said.ts'
import type { Desk, Subject } from './subject.ts'

/** A window from now on, of the components that the issue is about. */
export function planMaintenance(
  command: Extract<Command, { kind: 'maintenance' }>,
  subject: Subject,
  { at }: Saying,
  desk: Desk,
): Plan {
  const named = subject.post?.components ?? {}
  const ids = Object.keys({
    ...subject.components,
    ...(Object.keys(subject.components).length > 0 ? {} : named),
    ...command.components,
  })
  const start = at - (at % minute)
  const components = Object.fromEntries(ids.map((id) => [id, command.components[id] ?? ('under_maintenance' as const)]))
  const update = updateOf({ ...command, components: {} }, start, 'in_progress')
  const end = start + command.seconds
  const post = blankPost({
    kind: 'maintenance',
    title: command.title ?? titleFor(namesOf(components, desk), 'under_maintenance'),
    components,
    updates: [update],
    maintenance: { start, end, repeat: null },
  })
  const plan = create(post, at, 'Announce', desk)
  const open =
    subject.post !== null && subject.post.kind === 'incident' && subject.post.updates.at(-1)?.status !== 'resolved'
  if (plan.kind !== 'post' || !open) return plan
  return {
    ...plan,
    notes: [
      `\`${subject.post!.id}\` is still open, and what it says of its components goes before: end it with \`/resolve\`.`,
    ],
  }
}
