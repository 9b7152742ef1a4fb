import { appendFile, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { formatNotifiedRows, type NotifiedRow, notifiedFile, notifiedHeader, readNotified } from '../checks/notified.ts'
import { openChecksFolder } from './checks-folder.ts'
import { readIfThere } from './file.ts'

/** The ledger of what was told; empty when nobody was told anything yet. */
export async function loadNotified(root: string): Promise<NotifiedRow[]> {
  return readNotified((await readIfThere(join(root, 'checks', notifiedFile))) ?? '')
}

/** Appends rows as whole lines in one write; a tail that a crash has torn is cut off first. */
export async function appendNotified(root: string, rows: readonly NotifiedRow[]): Promise<void> {
  if (rows.length === 0) return
  const path = join(await openChecksFolder(root), notifiedFile)
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) await truncate(path, whole)
  await appendFile(path, (whole === 0 ? notifiedHeader : '') + formatNotifiedRows(rows))
}
