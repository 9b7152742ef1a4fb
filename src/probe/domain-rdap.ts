import { z } from 'zod'
import { type Instant, parseInstant } from '../time/instant.ts'

/** IANA's list of who answers for which domains (RFC 9224). */
export const ianaList = 'https://data.iana.org/rdap/dns.json'

const list = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())]).rest(z.unknown())) })

/** Suffix to the address of its RDAP server. Null when the document is no such list. */
export function readList(document: unknown): Map<string, string> | null {
  const read = list.safeParse(document)
  if (!read.success) return null
  const found = new Map<string, string>()
  for (const [suffixes, addresses] of read.data.services) {
    const address = addresses.find((one) => one.startsWith('https:')) ?? addresses[0]
    if (address === undefined) continue
    for (const suffix of suffixes) found.set(suffix.toLowerCase(), address.replace(/\/*$/, '/'))
  }
  return found
}

/** The server of the longest suffix of a domain; null: nobody answers for it. */
export function serverFor(domain: string, servers: ReadonlyMap<string, string>): string | null {
  const labels = domain.split('.')
  for (let from = 1; from < labels.length; from += 1) {
    const server = servers.get(labels.slice(from).join('.'))
    if (server !== undefined) return server
  }
  return null
}

/** What a registry says of a domain. */
export interface Registration {
  /** Null: it does not say. */
  expires: Instant | null
  /** On its way to deletion (RFC 8056), whatever date it carries: its name servers no longer answer for it. */
  lost: boolean
}

const registered = z.object({
  objectClassName: z.literal('domain'),
  events: z.array(z.object({ eventAction: z.string(), eventDate: z.string() })).optional(),
  status: z.array(z.string()).optional(),
})
const lostStates = new Set(['redemption period', 'pending delete'])

/** Reads a domain object (RFC 9083, 5.3); null when it is none. */
export function readRegistration(document: unknown): Registration | null {
  const read = registered.safeParse(document)
  if (!read.success) return null
  const { events = [], status = [] } = read.data
  const end = events.find(({ eventAction }) => eventAction.toLowerCase() === 'expiration')
  return {
    expires: end === undefined ? null : parseInstant(end.eventDate),
    lost: status.some((one) => lostStates.has(one.toLowerCase())),
  }
}
