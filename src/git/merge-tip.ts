import { dateOfDayFile } from '../checks/day-file.ts'
import { assertFormat } from '../checks/format.ts'
import { mergeCheckFile } from '../checks/merge.ts'
import { notifiedFile, trimNotified } from '../checks/notified.ts'
import { closedDays, withdrawn, withoutDates } from '../checks/withdrawn.ts'
import { day, type Instant, startOfUtcDate } from '../time/instant.ts'
import { objectId } from './local-checks.ts'
import type { Repository } from './repository.ts'
import { readFiles, type Tip } from './tip.ts'

/**
 * Our files and the tip's become one: name -> merged text, or null for a file whose time is over. Files that are the
 * same on both sides, and those that only the tip has, are not in it: they are not even read. `read` holds texts by
 * object id from one try to the next.
 */
export async function mergeWithTip(
  repository: Repository,
  ours: Map<string, string>,
  tip: Tip | null,
  keepFrom: Instant,
  read = new Map<string, string>(),
): Promise<Map<string, string | null>> {
  const onTip = new Map(tip?.files.map((file) => [file.name, file.oid]))
  const theirs = await differingFiles(repository, ours, onTip, read)
  assertFormat(theirs.get('FORMAT') ?? null)
  const sameLedger = onTip.has('ledger.csv') && !theirs.has('ledger.csv')
  const theirClosed = closedDays((sameLedger ? ours : theirs).get('ledger.csv') ?? '')

  const merged = new Map<string, string | null>()
  for (const [name, text] of ours) {
    const date = dateOfDayFile(name)
    if (date === null) continue
    const other = theirs.get(name)
    // A day that the others closed is as they closed it: its digest stands in the ledger.
    if (other !== undefined) merged.set(name, theirClosed.has(date) ? other : mergeCheckFile(name, text, other))
    else if (!onTip.has(name)) merged.set(name, wholeLines(text))
  }

  const dayFile = (date: string) =>
    merged.get(`${date}.csv`) ?? ours.get(`${date}.csv`) ?? (onTip.has(`${date}.csv`) ? null : undefined)
  const dates = withdrawn(ours, theirClosed, dayFile)
  for (const [name, text] of ours) {
    const other = theirs.get(name)
    if (dateOfDayFile(name) !== null || (other === undefined && onTip.has(name))) continue
    const own = withoutDates(name, name.endsWith('.csv') ? wholeLines(text) : text, dates)
    const both = other === undefined ? own : mergeCheckFile(name, own, other)
    // By whole days: each day trims once, and not at every publish.
    merged.set(name, name === notifiedFile ? trimNotified(both, Math.floor(keepFrom / day) * day) : both)
  }

  const closed = closedDays(merged.get('ledger.csv') ?? (theirs.get('ledger.csv') || ours.get('ledger.csv') || ''))
  for (const name of new Set([...ours.keys(), ...onTip.keys()])) {
    const date = dateOfDayFile(name)
    const start = date === null ? null : startOfUtcDate(date)
    if (start !== null && start + day <= keepFrom && closed.has(date!)) merged.set(name, null)
  }
  return merged
}

/** What the tip has otherwise than we do, and the two files that say how to read the others. */
async function differingFiles(
  repository: Repository,
  ours: Map<string, string>,
  onTip: Map<string, string>,
  read: Map<string, string>,
): Promise<Map<string, string>> {
  const differing = [...onTip].filter(([name, oid]) => {
    const text = ours.get(name)
    return text === undefined ? name === 'ledger.csv' || name === 'FORMAT' : objectId(text, oid) !== oid
  })
  const unread = differing.map(([, oid]) => oid).filter((oid) => !read.has(oid))
  for (const [oid, text] of await readFiles(repository, unread)) read.set(oid, text)
  return new Map(differing.map(([name, oid]) => [name, read.get(oid) ?? '']))
}

/** A writer that was ended in the middle of a line leaves a torn tail here; it is not carried to others. */
function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1)
}
