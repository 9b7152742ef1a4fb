import type { Command } from 'commander'
import { type Advice, adviseOn } from '../advice/advice.ts'
import { loadSnapshot } from '../page/load.ts'
import type { Entry, Snapshot, StatusNow } from '../status/snapshot.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { contextOf, print, printJson } from './context.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  json?: boolean
}

const words: Record<StatusNow, string> = {
  operational: 'operational',
  degraded_performance: 'degraded performance',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
  under_maintenance: 'under maintenance',
  unknown: 'no recent data',
}

export function define(command: Command): void {
  command.option('--json', 'print JSON and nothing else').action(async (options: Options) => {
    const { root, clock, ahead } = contextOf(options)
    await bringResults(root)
    const snapshot = await loadSnapshot(root, clock(), { audience: 'internal', ahead })
    if (options.json) printJson(statusJson(snapshot))
    else for (const line of statusLines(snapshot)) print(line)
  })
}

function statusLines(snapshot: Snapshot): string[] {
  const width = Math.max(0, ...snapshot.components.map(({ component }) => component.id.length))
  const open = [...snapshot.incidents, ...snapshot.maintenances].filter((entry) => entry.open)
  return [
    snapshot.headline.text,
    ...snapshot.components.map(({ component, status }) => `  ${component.id.padEnd(width)}  ${words[status]}`),
    ...open.map(
      (entry) =>
        `${entry.title} (${entry.status.replaceAll('_', ' ')}${entry.automatic ? ', automatic' : ''}) - ${entry.id}`,
    ),
    snapshot.checkedAt === null ? 'Nothing was probed yet.' : `Checked ${formatInstant(snapshot.checkedAt)}`,
    ...adviseOn(snapshot).flatMap(({ message, hint }) => ['', message, ...hint.split('\n').map((line) => `  ${line}`)]),
  ]
}

function statusJson(snapshot: Snapshot) {
  const time = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))
  const brief = (entry: Entry) => ({
    id: entry.id,
    title: entry.title,
    status: entry.status,
    impact: entry.impact,
    automatic: entry.automatic,
    components: entry.components.map(({ id }) => id),
    started_at: time(entry.startedAt),
    updated_at: time(entry.updatedAt),
    ...(entry.window === null ? {} : { start: time(entry.window.start), end: time(entry.window.end) }),
  })
  return {
    status:
      snapshot.headline.state === 'unknown'
        ? { indicator: 'none', description: snapshot.headline.text }
        : snapshot.overall,
    checked_at: time(snapshot.checkedAt),
    fresh_until: time(snapshot.freshUntil),
    components: snapshot.components.map(({ component, status, verdict, checkedAt }) => ({
      id: component.id,
      status,
      verdict,
      checked_at: time(checkedAt),
    })),
    incidents: snapshot.incidents.filter((entry) => entry.open).map(brief),
    advice: adviseOn(snapshot).map(({ kind, key, post, message }: Advice) => ({ kind, key, post, message })),
    maintenances: snapshot.maintenances.filter((entry) => entry.status !== 'completed').map(brief),
  }
}
