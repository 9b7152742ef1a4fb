import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDayFile } from '../../src/checks/day-file.ts'
import type { Outage } from '../../src/outages/outage.ts'
import { factsIn, plannedIn } from '../../src/status/facts.ts'
import { formatInstant, parseInstant, utcDate } from '../../src/time/instant.ts'
import type { Figures } from '../../src/uptime/figures.ts'
import { figures } from '../../src/uptime/uptime.ts'
import { snapshotOf } from '../status/page-of.ts'

// Each folder is one example to be followed with pencil and paper: checks.csv, sometimes incident.md, and beside them
// expected.json, which says what Candor makes of it at `now`, and how the figure comes about.
interface Expected {
  about: string
  now: string
  /** `site.timezone`, else UTC. */
  zone?: string
  /** Keys of the component; `check: null` leaves its check out. */
  component?: Record<string, unknown>
  /** Keys of its check. */
  rules?: Record<string, unknown>
  status: string
  /** `start-end verdict class`, UTC. */
  outages: string[]
  /** Of the 25 hours before `now`. */
  figures: Figures
  /** A civil day of the zone that has these same figures. */
  day?: string
  /** Of the last 30 days. */
  budget?: Record<string, unknown>
  arithmetic: string
}

const names = readdirSync(import.meta.dirname).filter((name) => /^\d\d-/.test(name))

test('there are at least 25 of them', () => {
  expect(names.length).toBeGreaterThanOrEqual(25)
})

test.each(names)('%s', (name) => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, name, file), 'utf8')
  const expected = JSON.parse(read('expected.json')) as Expected
  const hasIncident = existsSync(join(import.meta.dirname, name, 'incident.md'))
  const snapshot = snapshotOf({
    config: components(expected),
    checks: byDay(read('checks.csv')),
    incidents: hasIncident ? { incident: read('incident.md') } : {},
    now: expected.now,
  })
  const [api] = snapshot.components
  expect(api!.status).toBe(expected.status)
  expect(snapshot.outages.map(outageText)).toEqual(expected.outages)
  const now = parseInstant(expected.now)!
  const facts = factsIn(snapshot, api!, plannedIn(snapshot))
  const decimals = Math.max(2, api!.component.target?.decimals ?? 0)
  expect(figures(facts, { start: now - 25 * 3600, end: now }, decimals)).toEqual(expected.figures)
  if (expected.day !== undefined) {
    expect(api!.days.find(({ date }) => date === expected.day)).toMatchObject(expected.figures)
  }
  if (expected.budget !== undefined) expect(api!.budget?.['30d']).toEqual(expected.budget)
})

function components({ zone = 'UTC', component = {}, rules = {} }: Expected): string {
  const flow = (keys: Record<string, unknown>) =>
    Object.entries(keys).map(([key, value]) => `, ${key}: ${Array.isArray(value) ? `[${value.join(', ')}]` : value}`)
  const { check, ...keys } = component
  const checked = check === null ? '' : `, check: { type: http, url: "https://api.example/"${flow(rules).join('')} }`
  return `candor: 1
site: { name: Example, url: https://status.example, timezone: ${zone} }
components: [{ id: api, name: API${flow(keys).join('')}${checked} }]
`
}

/** The rows of one file as the day files they would stand in. */
function byDay(text: string): Record<string, string> {
  const [header, ...lines] = text.trimEnd().split('\n')
  expect(readDayFile(text).length, 'every row counts').toBe(new Set(lines).size)
  const files: Record<string, string> = {}
  for (const line of lines) {
    const name = `${utcDate(parseInstant(line.slice(0, 20))!)}.csv`
    files[name] = `${files[name] ?? `${header}\n`}${line}\n`
  }
  return files
}

function outageText({ start, end, verdict, class: name, falseAlarm }: Outage): string {
  const clock = (instant: number | null) => (instant === null ? '' : formatInstant(instant).slice(11, 16))
  const struck = falseAlarm === null ? '' : `, false alarm: ${falseAlarm.reason}`
  return `${clock(start)}-${clock(end)} ${verdict} ${name}${struck}`
}
