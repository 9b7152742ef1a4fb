import { subjectOf } from '../checks/subject.ts'
import type { Config } from '../config/config.ts'
import { type Published, publish } from '../git/publish.ts'
import { closeDays } from '../store/checks-closing.ts'
import { loadResults } from '../store/checks-folder.ts'
import { inTurn } from '../store/turn.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { probed } from './check-due.ts'

export interface PublishWishes {
  remote?: string
  /** A line of its own below the subject, for who must know its commit from another's of the same second. */
  mark?: string
  /** Done right before, while no other publish of this process is under way: what it writes goes out with this one. */
  first?: () => Promise<void>
}

/** Closes the days that are over, then brings checks/ to the results branch as one commit that says how things stand. */
export function publishResults(
  root: string,
  config: Config,
  now: Instant,
  { remote, mark, first }: PublishWishes = {},
): Promise<Published> {
  return inTurn(`publish ${root}`, async () => {
    await first?.()
    await closeDays(root, config, now)
    const says = await standing(root, config, now)
    return await publish(root, config, { now, subject: mark === undefined ? says : `${says}\n\n${mark}`, remote })
  })
}

/** How every component stands by its newest result, not only those of the last round. */
async function standing(root: string, config: Config, now: Instant): Promise<string> {
  const { histories } = await loadResults(root, config, now)
  const told = probed(config.components, now).flatMap(({ id: component }) => {
    const latest = histories.get(component)?.latest
    if (latest == null) return []
    const { verdict, class: name, freshUntil } = latest
    return [
      freshUntil > now ? { component, verdict, class: name } : { component, verdict: 'unknown' as const, class: null },
    ]
  })
  return subjectOf(told) ?? `Results until ${formatInstant(now).slice(0, 16).replace('T', ' ')} UTC`
}
