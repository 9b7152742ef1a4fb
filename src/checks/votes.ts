import type { Instant } from '../time/instant.ts'
import { type Result, type Verdict, verdictOf } from '../verdict/classes.ts'
import { type Cell, parseCell } from './cell.ts'
import { type Row, resultsOf } from './day-file.ts'

/** What one run found of one component, all its places taken together. */
export interface RunResult extends Result {
  time: Instant
  run: string
}

const order: Record<Verdict, number> = { up: 0, degraded: 1, partial: 2, down: 3, unknown: 4 }

/**
 * The runner and each place have one vote, unknown abstains: all down is down, some is partial, none is the best of
 * them. `cells` is not empty. Milliseconds, class and detail are those of the first place that says why.
 */
export function vote(cells: readonly Cell[]): Result {
  const votes = cells.map((cell) => ({ ...cell, verdict: verdictOf(cell.class, cell.detail) }))
  const counted = votes.filter(({ verdict }) => verdict !== 'unknown')
  if (counted.length === 0) return votes[0]!
  const down = counted.filter(({ verdict }) => verdict === 'down')
  if (down.length > 0) return { ...down[0]!, verdict: down.length === counted.length ? 'down' : 'partial' }
  return counted.reduce((best, next) => (order[next.verdict] < order[best.verdict] ? next : best))
}

/** Which component a column speaks of: its id before any `@place`, by its present name if it was renamed. */
export type Names = ReadonlyMap<string, string>

/** Old ids to present ones, from every component's `was:`. A present id always means itself. */
export function namesOf(components: readonly { id: string; was: readonly string[] }[]): Names {
  const present = new Set(components.map(({ id }) => id))
  return new Map(
    components.flatMap(({ id, was }) => was.filter((old) => !present.has(old)).map((old) => [old, id] as const)),
  )
}

/** The results of each component, oldest first. Of two in one second the last holds; the other would for no time. */
export function resultsByComponent(rows: readonly Row[], names: Names): Map<string, RunResult[]> {
  const sorted = [...rows].sort((a, b) => a.time - b.time || (a.run < b.run ? -1 : a.run > b.run ? 1 : 0))
  const results = new Map<string, RunResult[]>()
  for (const row of sorted) {
    for (const [component, cells] of cellsByComponent(row, names)) {
      const list = results.get(component) ?? []
      if (list.at(-1)?.time === row.time) list.pop()
      list.push({ ...vote(cells), time: row.time, run: row.run })
      results.set(component, list)
    }
  }
  return results
}

function cellsByComponent(row: Row, names: Names): Map<string, Cell[]> {
  const own = new Map<string, Cell[]>()
  const renamed = new Map<string, Cell[]>()
  for (const [column, text] of resultsOf(row)) {
    const cell = parseCell(text)
    if (cell === null) continue
    const written = column.split('@', 1)[0]!
    const component = names.get(written)
    const side = component === undefined ? own : renamed
    const cells = side.get(component ?? written)
    if (cells === undefined) side.set(component ?? written, [cell])
    else cells.push(cell)
  }
  // Where a row has both the old and the new name, the new one is meant.
  for (const [component, cells] of renamed) if (!own.has(component)) own.set(component, cells)
  return own
}
