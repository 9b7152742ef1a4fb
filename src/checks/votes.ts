import type { Instant } from '../time/instant.ts'
import { type Result, type Verdict, verdictOf } from '../verdict/classes.ts'
import { type Cell, parseCell } from './cell.ts'
import { type Row, resultColumns } from './day-file.ts'

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
  if (cells.length === 1) return withVerdict(cells[0]!)
  const votes = cells.map(withVerdict)
  const counted = votes.filter(({ verdict }) => verdict !== 'unknown')
  if (counted.length === 0) return votes[0]!
  const down = counted.filter(({ verdict }) => verdict === 'down')
  if (down.length > 0) return { ...down[0]!, verdict: down.length === counted.length ? 'down' : 'partial' }
  return counted.reduce((best, next) => (order[next.verdict] < order[best.verdict] ? next : best))
}

function withVerdict({ ms, class: name, detail }: Cell): Result {
  return { ms, verdict: verdictOf(name, detail), class: name, detail }
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
  const columnsOf = new Map<readonly string[], ComponentColumns[]>()
  for (const row of sorted) {
    const columns = columnsOf.get(row.columns) ?? columnsByComponent(row.columns, names)
    columnsOf.set(row.columns, columns)
    for (const { component, own, renamed } of columns) {
      // Where a row has both the old and the new name, the new one is meant.
      const result = voteOf(row, own) ?? voteOf(row, renamed)
      if (result === null) continue
      const list = results.get(component)
      const found: RunResult = {
        verdict: result.verdict,
        class: result.class,
        detail: result.detail,
        ms: result.ms,
        time: row.time,
        run: row.run,
      }
      if (list === undefined) results.set(component, [found])
      else if (list.at(-1)!.time === row.time) list[list.length - 1] = found
      else list.push(found)
    }
  }
  return results
}

function voteOf(row: Row, columns: readonly number[]): Result | null {
  if (columns.length === 1) {
    const text = row.cells[columns[0]!]!
    const cell = text === '' ? null : parseCell(text)
    return cell === null ? null : withVerdict(cell)
  }
  const cells: Cell[] = []
  for (const at of columns) {
    const cell = row.cells[at] === '' ? null : parseCell(row.cells[at]!)
    if (cell !== null) cells.push(cell)
  }
  return cells.length === 0 ? null : vote(cells)
}

/** Where in a row the places of one component stand, under its own name and under those it had. */
interface ComponentColumns {
  component: string
  own: number[]
  renamed: number[]
}

function columnsByComponent(columns: readonly string[], names: Names): ComponentColumns[] {
  const components = new Map<string, ComponentColumns>()
  for (const { name, at } of resultColumns(columns)) {
    const written = name.split('@', 1)[0]!
    const component = names.get(written) ?? written
    const entry = components.get(component) ?? { component, own: [], renamed: [] }
    components.set(component, entry)
    if (component === written) entry.own.push(at)
    else entry.renamed.push(at)
  }
  return [...components.values()]
}
