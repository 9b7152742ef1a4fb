import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Haul } from '../imports/haul.ts'
import type { Instant } from '../time/instant.ts'

export interface ImportedDays {
  taken: number
  present: number
  warning: string | null
  files: string[]
}
export async function importHistory(
  _root: string,
  _history: NonNullable<Haul['history']>,
  _about: { idOf: (key: string) => string | null; config: Config | null; now: Instant; dryRun: boolean },
): Promise<ImportedDays> {
  return { taken: 0, present: 0, warning: null, files: [join('checks')].slice(1) }
}
