import { createHash } from 'node:crypto'
import css from '../styles/page.css?inline'
import tables from '../styles/tables.css?inline'

/**
 * What incidents' pages wear. A page of its own carries its style within and is there at once; of these there are
 * thousands, and two thirds of each would be the same style again.
 */
const text = css + tables

/** The mark brings the new sheet to who has kept the old one; the name stays, for pages that were kept. */
export const entrySheet = {
  text,
  path: `/style.css?${createHash('sha256').update(text).digest('hex').slice(0, 8)}`,
}
