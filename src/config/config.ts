import type { Instant } from '../time/instant.ts'
import type { Brand } from './brand.ts'
import type { Channel } from './channel-keys.ts'
import type { CheckKeys, CheckType } from './check-keys.ts'
import type { Words } from './scalars.ts'

/** components.yml as the rest of Candor sees it: every default filled in, every length of time in seconds. */
export interface Config {
  site: Site
  groups: Group[]
  /** In the order of the page; retired ones too. */
  components: Component[]
  secrets: string[]
  reference: string[]
  results: { branch: string; keep: number }
  /** Second hosts, as written; `readPlace` reads each. */
  mirrors?: string[]
  notify: Channel[]
  tell_public_after: number
}

export interface Site {
  name: Words
  url: string
  description: Words | null
  timezone: string
  /** At least one; the first is the default. */
  languages: [string, ...string[]]
  repository: string | null
  support: string | null
  /** Old addresses of the page itself, and where each is now: `/history.atom` -> `/feed.xml`. */
  moved?: Record<string, string>
  /** Absent: Candor's own look. */
  brand?: Brand
}

export interface Group {
  id: string
  name: Words
  description: Words | null
  collapsed: boolean
}

export interface Component {
  id: string
  name: Words
  group: string | null
  description: Words | null
  link: string | null
  since: Instant | null
  /** Uptime goal in percent, with the decimals it was written with. */
  target: { percent: number; decimals: number } | null
  depends_on: string[]
  /** Ids it had. */
  was: string[]
  /** Addresses of another page that lead to it: `/history/api`. */
  addresses?: string[]
  retired: Instant | null
  audience: 'public' | 'internal'
  /** Null: incidents alone set its state. */
  check: AnyCheck | null
}

/** What every check has once defaults are in. Lengths of time in seconds. */
export interface Timing {
  interval: number
  stale_after: number
  timeout: number
  confirm: number
  confirm_every: number
  confirm_runs: number
  recover_runs: number
  watch: number
  degraded_over: number | null
  ip: 4 | 6 | 'both' | null
  allow_private: boolean | string[]
  ca: string | null
  locations: string[]
}

/** A check of one type: `CheckOf<'http'>`. */
export type CheckOf<T extends CheckType> = Omit<Extract<CheckKeys, { type: T }>, keyof Timing> & Timing
export type AnyCheck = { [T in CheckType]: CheckOf<T> }[CheckType]
