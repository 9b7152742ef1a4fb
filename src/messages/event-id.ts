import { createHash } from 'node:crypto'
import type { notificationEvents } from '../config/channel-keys.ts'
import type { Instant } from '../time/instant.ts'
import { parseInstant } from '../time/instant.ts'

export type EventName = (typeof notificationEvents)[number]

/** What an event id says: what happened, to what, and which of several times. */
export interface EventParts {
  event: EventName
  /** Id of an outage, an incident, a maintenance, a component; path of a file. */
  subject: string
  /** A verdict, an update's id, a window, a number of days; empty where it happens once. */
  mark: string
}

/** Three of these, the longest event and its colons fit into PagerDuty's 255 characters of a key. */
const longest = 100

/**
 * The id by which an event is claimed, and told once: `outage.opened:api-20261121T100503Z:down`. Of the same state it is
 * always the same. File names of people may hold anything: what is not plain is written as `%` and hex.
 */
export function eventId(event: EventName, subject: string, mark = ''): string {
  return [event, plain(subject), ...(mark === '' ? [] : [plain(mark)])].join(':')
}

/** A subject or mark as it stands in an id; a long one keeps its beginning and a digest of all. */
export function plain(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  if (encoded.length <= longest) return encoded
  const digest = createHash('sha256').update(encoded).digest('hex').slice(0, 16)
  return `${encoded.slice(0, longest - 17)}~${digest}`
}

/** Reads an id again; what was encoded stays so. */
export function partsOf(id: string): EventParts {
  const [event = '', subject = '', mark = ''] = id.split(':')
  return { event: event as EventName, subject, mark }
}

/** The component and the start that an outage's id is made of; null when it is none. */
export function outageOfId(id: string): { component: string; start: Instant } | null {
  const match = /^(.+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(id)
  if (match === null) return null
  const [, component, year, month, date, hours, minutes, seconds] = match
  const start = parseInstant(`${year}-${month}-${date}T${hours}:${minutes}:${seconds}Z`)
  return start === null ? null : { component: component!, start }
}
