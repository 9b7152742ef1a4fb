import { day, type Instant, startOfUtcDate } from '../time/instant.ts'
import type { LedgerRow } from './ledger.ts'
import { closesAfter } from './rules.ts'

/** What keeps a history from being dropped, by date. */
export interface Unaccounted {
  /** Over since two hours or more, and its digest is not in the ledger. */
  missing: string[]
  /** In the ledger with the digest of another file. */
  different: string[]
}

/**
 * Whether the ledger accounts for day files (date -> SHA-256 of the file as it is): once a history is dropped, the ledger
 * is all that says what a closed day was.
 */
export function unaccounted(
  dayFiles: ReadonlyMap<string, string>,
  ledger: readonly LedgerRow[],
  now: Instant,
): Unaccounted {
  const digests = new Map(ledger.map(({ date, sha256 }) => [date, sha256]))
  const missing: string[] = []
  const different: string[] = []
  for (const [date, sha256] of [...dayFiles].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const start = startOfUtcDate(date)
    const known = digests.get(date)
    if (known !== undefined && known !== sha256) different.push(date)
    if (known === undefined && start !== null && start + day + closesAfter <= now) missing.push(date)
  }
  return { missing, different }
}
