import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cell, formatCell } from '../checks/cell.ts'
import {
  columnsInForce,
  formatDayHeader,
  formatDayRow,
  isRunName,
  readDayFile,
  soundLength,
} from '../checks/day-file.ts'
import { assertFormat, checksFormat } from '../checks/format.ts'
import type { Results } from '../checks/history.ts'
import { filesToRead, readResults } from '../checks/read.ts'
import type { Config } from '../config/config.ts'
import { Failure } from '../problem/problem.ts'
import { formatInstant, type Instant, utcDate } from '../time/instant.ts'
import { readIfThere } from './file.ts'
import { inTurn } from './turn.ts'

/** One round of results on its way to a day file. */
export interface NewRow {
  time: Instant
  /** Names the row: a row with the same name is the same row and is not written twice. */
  run: string
  /** By column, `api` or `api@eu`; what is missing was not probed. */
  cells: Map<string, Cell>
}

/** Makes checks/ and its FORMAT if they are not there. Throws a Failure when a newer Candor wrote it. */
export async function openChecksFolder(root: string): Promise<string> {
  const folder = join(root, 'checks')
  await mkdir(folder, { recursive: true })
  const format = await readIfThere(join(folder, 'FORMAT'))
  assertFormat(format)
  if (format === null) await writeFile(join(folder, 'FORMAT'), `${checksFormat}\n`)
  return folder
}

/**
 * Appends a row to the day file of its time. A torn tail is cut back first; the row, with a new header when the columns
 * changed, goes in as whole lines in one write.
 */
export async function appendRow(root: string, row: NewRow, columns: readonly string[]): Promise<void> {
  if (!isRunName(row.run)) throw new Failure(`\`${row.run}\` cannot name a row.\n  Expected letters, digits, . _ or -.`)
  const folder = await openChecksFolder(root)
  await inTurn(folder, () => append(join(folder, `${utcDate(row.time)}.csv`), row, columns))
}

async function append(path: string, row: NewRow, columns: readonly string[]): Promise<void> {
  // Byte for byte, whatever a torn write left: the lengths below are those of the file.
  const text = await bytesOf(path)
  if (readDayFile(text).some(({ run }) => run === row.run)) return

  const sound = soundLength(text)
  const kept = text.slice(0, sound.length)
  if (kept.length < text.length) await truncate(path, kept.length)
  let lines = sound.needsLineFeed ? '\n' : ''
  if (columnsInForce(kept)?.join(',') !== columns.join(',')) lines += formatDayHeader(columns)
  const cells = columns.map((column) => row.cells.get(column))
  lines += formatDayRow(
    formatInstant(row.time),
    row.run,
    cells.map((cell) => (cell === undefined ? '' : formatCell(cell))),
  )
  await appendFile(path, lines)
}

async function bytesOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** Everything that checks/ says at `now`; with no folder yet, that nobody ever looked. `ahead` as in `readResults`. */
export async function loadResults(root: string, config: Config, now: Instant, ahead?: number): Promise<Results> {
  const folder = join(root, 'checks')
  const names = await namesIn(folder)
  assertFormat(names.includes('FORMAT') ? await readIfThere(join(folder, 'FORMAT')) : null)
  const ledger = (await readIfThere(join(folder, 'ledger.csv'))) ?? ''
  const files = new Map<string, string>()
  for (const name of filesToRead(names, ledger, config, now)) {
    files.set(name, (await readIfThere(join(folder, name))) ?? '')
  }
  return readResults(files, config, now, ahead)
}

/** Names in a folder, sorted; none when it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
