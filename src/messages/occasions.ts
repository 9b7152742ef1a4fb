import { plannedIn } from '../status/facts.ts'
import { incidentOccasions } from './incident-occasions.ts'
import type { Mistakes } from './known.ts'
import { maintenanceOccasions } from './maintenance-occasions.ts'
import { expiryOccasions, postOccasions, staleOccasions } from './note-occasions.ts'
import type { Occasion } from './occasion.ts'
import { type Ground, outageOccasions } from './outage-occasions.ts'
import { voiceOf } from './outage-voice.ts'

/** Everything that holds now and that a channel was not told, before its own wishes are asked. */
export function occasionsFor(ground: Ground, mistakes: readonly Mistakes[]): Occasion[] {
  const { snapshot, channel, heard } = ground
  const planned = plannedIn(snapshot)
  const all = [
    ...outageOccasions(ground, voiceOf(snapshot, planned, channel.audience)),
    ...incidentOccasions(ground),
    ...maintenanceOccasions(ground, planned),
    ...expiryOccasions(ground),
    ...staleOccasions(ground),
    ...postOccasions(ground, mistakes),
  ]
  return all.filter(({ covers }) =>
    covers.some((id) => heard.get(id) === undefined || heard.get(id)!.status === 'claimed'),
  )
}
