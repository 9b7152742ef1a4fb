import type { Entry } from '../status/snapshot.ts'

/** How fast people were with one incident. Seconds; null where there is nothing to measure yet, or at all. */
export interface Response {
  /** From the start of its first outage to the first word of a person: what was published, or an `/ack`. */
  acknowledge_s: number | null
  /** From its start (the outage's, or the first word's where the probes saw nothing) to its end. */
  resolve_s: number | null
}

/**
 * Of an incident as the page lists it. An automatic one has no words of people but an `/ack`; where the probes saw no
 * outage there is no moment to count from, and a word before the outage began took no time.
 */
export function responseOf(entry: Entry): Response {
  const began = entry.outages.length === 0 ? null : Math.min(...entry.outages.map(({ start }) => start))
  const words = [entry.automatic ? null : entry.createdAt, entry.seenAt ?? null].filter((at) => at !== null)
  return {
    acknowledge_s: began === null || words.length === 0 ? null : Math.max(0, Math.min(...words) - began),
    resolve_s: entry.resolvedAt === null ? null : Math.max(0, entry.resolvedAt - entry.startedAt),
  }
}

export interface ResponseTimes {
  /** How many incidents could be measured. */
  count: number
  /** Of two in the middle the longer one; null of none. */
  median_s: number | null
  longest_s: number | null
}

/** Several incidents' times together; those without one are left out. */
export function responseTimes(times: readonly (number | null)[]): ResponseTimes {
  const known = times.filter((time) => time !== null).sort((a, b) => a - b)
  return {
    count: known.length,
    median_s: known[Math.floor(known.length / 2)] ?? null,
    longest_s: known.at(-1) ?? null,
  }
}
