import type { Interval } from '../intervals/interval.ts'
import { clip, seconds, subtract } from '../intervals/set.ts'
import { windowsOf } from '../status/folding.ts'
import { countedSeconds } from '../uptime/counted.ts'
import type { Basis } from './basis.ts'

/** Time that a component's figure leaves out, and why. */
export interface Exclusion extends Interval {
  component: string
  kind: 'maintenance' | 'false_alarm' | 'unobserved'
  seconds: number
  /** Id of the maintenance occurrence or of the struck outage; null for time that nobody observed. */
  id: string | null
  /** The maintenance's title, the person's reason, or that nobody looked. */
  reason: string
}

/** By kind, then by time. What two of them cover is in both: each says what it takes out by itself. */
export function exclusionsOf(id: string, basis: Basis, window: Interval): Exclusion[] {
  const facts = basis.facts.get(id)!
  const within = (kind: Exclusion['kind'], interval: Interval, about: Pick<Exclusion, 'id' | 'reason'>) =>
    clip([interval], window).map(
      ({ start, end }): Exclusion => ({ component: id, kind, start, end, seconds: end - start, ...about }),
    )
  const maintenance = (basis.planned.get(id) ?? []).flatMap((occurrence) =>
    windowsOf([occurrence], id).flatMap((each) =>
      within('maintenance', each, { id: occurrence.id, reason: occurrence.post.title }),
    ),
  )
  const struck = (basis.outages.get(id) ?? []).flatMap((outage) =>
    outage.falseAlarm === null
      ? []
      : within(
          'false_alarm',
          { start: outage.start, end: outage.end ?? facts.now },
          { id: outage.id, reason: outage.falseAlarm.reason },
        ),
  )
  // Where incidents alone set its state nobody was ever to look.
  const gaps = facts.hasCheck ? subtract([window], clip(countedSeconds(facts).lookedAt, window)) : []
  const unobserved = gaps.flatMap((gap) => within('unobserved', gap, { id: null, reason: 'nobody looked' }))
  return [...maintenance, ...struck, ...unobserved].filter((exclusion) => seconds([exclusion]) > 0)
}
