import { isDetail, isResultClass, type ResultClass } from '../verdict/classes.ts'

/** One result as a day file holds it: milliseconds to the first byte, and why it was not plainly up. */
export interface Cell {
  ms: number
  class: ResultClass | null
  detail: string | null
}

/** `187`, `1250 slow`, `12 status:503`. A detail that is not in the format's alphabet is left out: no server's words. */
export function formatCell(cell: Cell): string {
  const ms = Math.max(0, Math.round(cell.ms))
  if (cell.class === null) return String(ms)
  const detail = cell.detail !== null && isDetail(cell.detail) ? `:${cell.detail}` : ''
  return `${ms} ${cell.class}${detail}`
}

/** Reads a cell; null when it is empty (not probed) or says nothing that this format knows. */
export function parseCell(text: string): Cell | null {
  // Nearly every cell there is.
  if (/^\d{1,9}$/.test(text)) return { ms: Number(text), class: null, detail: null }
  const match = /^(\d{1,9}) ([a-z0-9_]+)(?::(.*))?$/.exec(text)
  if (match === null) return null
  const [, ms, name, detail] = match
  if (!isResultClass(name!) || (detail !== undefined && !isDetail(detail))) return null
  return { ms: Number(ms), class: name, detail: detail ?? null }
}
