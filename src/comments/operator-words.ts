import { type Plan, refuse, type Saying } from './plan.ts'
import type { Desk, Subject } from './subject.ts'
import { examples } from './words.ts'

/** Somebody looks at it; the automatic incident says so. */
export function planAck({ post, outages, over, struckBy }: Subject, { marker, by, at }: Saying, desk: Desk): Plan {
  const id = outages.find((outage) => outage.id === marker.id)?.id ?? outages[0]?.id
  if (struckBy !== null) return refuse(`This outage was struck out as a false alarm in \`incidents/${struckBy}.md\`.`)
  if (post !== null) {
    return refuse(
      `\`incidents/${post.id}.md\` speaks of this already, so everybody knows that you have seen it.`,
      examples.investigating,
    )
  }
  if (id === undefined) return refuse('The probes know of no such outage.', examples.investigating)
  if (over !== null) return refuse('This is over: the checks pass again. To say what it was:', examples.resolve)
  const known = desk.snapshot.incidents.find((entry) => entry.outages.some((outage) => outage.id === id))
  if (known?.updates.some(({ made }) => made === 'seen'))
    return { kind: 'nothing', id: known.id, message: 'The page says already that your team has seen this.' }
  return { kind: 'words', words: [{ time: at, outage: id, step: 'ack', until: null, by }] }
}

/** A length of 0 ends it. */
export function planMute(seconds: number, { outages }: Subject, { marker, by, at }: Saying): Plan {
  const ids = [...new Set([...(marker.kind === 'outage' ? [marker.id] : []), ...outages.map(({ id }) => id)])]
  if (ids.length === 0) return refuse('No outage belongs to this, so there is nothing to be quiet about.')
  return { kind: 'words', words: ids.map((outage) => ({ time: at, outage, step: 'mute', until: at + seconds, by })) }
}
