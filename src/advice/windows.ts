import { writeTime } from '../incidents/times.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import { day, type Instant } from '../time/instant.ts'
import type { Advice } from './advice.ts'

const lately = 7 * day

/** Windows to come that lie on one another, and windows that were over before anybody wrote of them. */
export function windowAdvice({ maintenances, posts, config, now }: Snapshot): Advice[] {
  const { timezone } = config.site
  const coming = maintenances
    .filter(({ window, status }) => window !== null && status !== 'completed' && window.start < window.end)
    .toSorted((a, b) => a.window!.start - b.window!.start)
  return [
    ...coming.flatMap((entry, index) => overlaps(entry, coming.slice(index + 1), timezone)),
    ...posts.flatMap(({ id, maintenance, updates }) => {
      const written = updates[0]
      if (maintenance === null || maintenance.repeat !== null || written === undefined) return []
      // A record of what was done long ago is none of our business.
      if (written.at < maintenance.end || written.at > now || now - written.at > lately) return []
      return [past(id, maintenance, timezone)]
    }),
  ]
}

/** One with each later one of another post that names a component of it. */
function overlaps(entry: Entry, later: readonly Entry[], timezone: string): Advice[] {
  const others = later.filter(({ window, post }) => window!.start < entry.window!.end && post !== entry.post)
  return others.flatMap((other): Advice[] => {
    const both = other.components.filter(({ id }) => entry.components.some((one) => one.id === id))
    if (both.length === 0) return []
    return [
      {
        kind: 'maintenances_overlap',
        key: `maintenances_overlap ${entry.id} ${other.id}`,
        post: other.post,
        line: 1,
        message: `"${other.title}" and "${entry.title}" are at work on ${both.map(({ name }) => name).join(', ')} at the same time, from ${writeTime(other.window!.start, timezone)}.`,
        hint: 'If they are one piece of work, tell them as one; else move one of them.',
      },
    ]
  })
}

function past(post: string, { end }: { end: Instant }, timezone: string): Advice {
  return {
    kind: 'window_past',
    key: `window_past ${post}`,
    post,
    line: 1,
    message: `This maintenance was over (${writeTime(end, timezone)}) before it was written.`,
    hint: 'Check the year and the month of `start` and `end`.',
  }
}
