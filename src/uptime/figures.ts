/** Uptime of one component over one window. Seconds are whole; uptime is percent, floored, or null: nothing observed. */
export interface Figures {
  uptime: number | null
  observed_s: number
  down_s: number
  partial_s: number
  degraded_s: number
}

export const windows = { '24h': 86_400, '7d': 604_800, '30d': 2_592_000, '90d': 7_776_000, '365d': 31_536_000 } as const
export type Window = keyof typeof windows

/** One civil day of `site.timezone` of one component: a bar on the page. */
export interface DayBar extends Figures {
  date: string
  /** Share of the day (up to now) that was observed, 0 to 1. */
  observed: number
  /** Seconds taken out because a maintenance window covered them. */
  maintenance_s: number
  /** Ids of incidents and outages that touched the day. */
  incidents: string[]
  outages: string[]
}
