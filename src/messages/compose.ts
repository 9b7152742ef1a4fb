import type { Snapshot } from '../status/snapshot.ts'
import type { Message, Parts } from './message.ts'
import { expiryMessage, postMessage, staleMessage } from './note-message.ts'
import type { About, Occasion, OccasionOf } from './occasion.ts'
import { outageMessage } from './outage-message.ts'
import { incidentMessage, maintenanceMessage } from './post-message.ts'
import type { Teller } from './teller.ts'

/** One message of occasions that are told together: all of one event, in the channel's language. */
export function compose(
  occasions: readonly Occasion[],
  snapshot: Snapshot,
  teller: Teller,
): Omit<Message, 'id' | 'answers'> {
  const [first] = occasions
  const parts = partsOf(occasions, snapshot, teller)
  return {
    ...parts,
    title: oneLine(parts.title),
    event: first!.event,
    at: Math.min(...occasions.map(({ at }) => at)),
    thread: first!.thread,
    page: teller.page,
    components: [...new Set(occasions.flatMap(({ components }) => components))],
    language: teller.words.language,
    phrases: {
      why: teller.words.unsubscribe(teller.page.name),
      writeIncident: teller.words.writeIncident,
      commands: teller.words.commands,
    },
  }
}

function partsOf(occasions: readonly Occasion[], snapshot: Snapshot, teller: Teller): Parts {
  switch (occasions[0]!.about.kind) {
    case 'outage':
      return outageMessage(of(occasions, 'outage'), snapshot, teller)
    case 'incident':
      return incidentMessage(of(occasions, 'incident')[0]!, teller)
    case 'maintenance':
      return maintenanceMessage(of(occasions, 'maintenance')[0]!, teller)
    case 'expiry':
      return expiryMessage(of(occasions, 'expiry'), teller)
    case 'stale':
      return staleMessage(of(occasions, 'stale'), snapshot, teller)
    case 'post':
      return postMessage(of(occasions, 'post'), teller)
  }
}

function of<K extends About['kind']>(occasions: readonly Occasion[], kind: K): OccasionOf<K>[] {
  return occasions.filter((one): one is OccasionOf<K> => one.about.kind === kind)
}

/** A name that somebody wrote over several lines must not become a header of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
