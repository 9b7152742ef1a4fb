import type { AnyCheck } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'

/** Milliseconds from the start of the attempt; null: that phase never ended (or does not exist for the protocol). */
export interface Timings {
  dns: number | null
  connect: number | null
  tls: number | null
  ttfb: number | null
  total: number
}

/** What one attempt found. */
export interface Attempt extends Finding {
  /** Time to the first byte of the protocol's answer, or until it failed; whole milliseconds. */
  ms: number
  timings: Timings
  /** No second attempt: a 503 with Retry-After, a 429. */
  final: boolean
}

/** What a probe may use of the outside; nothing else. */
export interface ProbeContext {
  /** Ends the attempt at its one total deadline. */
  signal: AbortSignal
  /** Fills in `${NAME}` from the environment, only names listed in `secrets:`. */
  fill: (text: string) => string
  /** Reads a file of the repository (certificates). */
  readFile: (path: string) => Promise<string>
  userAgent: string
  /** Who is asked for the addresses of hosts, `127.0.0.1:5353`. Default the system's own. */
  nameServers?: readonly string[] | undefined
  /** The moment of the round: heartbeats are late and domains expire by it. Default the machine's own clock. */
  now?: Instant
  /** Where heartbeats of workflows are asked for. Default none. */
  github?: { repository: string | null; apiUrl: string; token: string | null }
  /** The list of who answers for which domains (RFC 9224). Default IANA's. */
  rdapList?: string
}

/** Every check type is one function of this type; it never throws for what a server does. */
export type Probe<C extends AnyCheck = AnyCheck> = (check: C, context: ProbeContext) => Promise<Attempt>

/** One component (and family, with `ip: both`) as probed in one run. */
export interface ProbeResult extends Finding {
  component: string
  /** `null` the runner's own place, else `eu`, `us`, or `v4`, `v6`. */
  place: string | null
  ms: number
  timings: Timings
  /** Every attempt of this run, first to last. */
  attempts: Attempt[]
}
