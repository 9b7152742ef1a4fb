import type { Component } from '../../src/config/config.ts'
import type { ComponentNow, Entry, Snapshot } from '../../src/status/snapshot.ts'
import { day, formatInstant } from '../../src/time/instant.ts'
import { sampleNow, sampleSnapshot } from './sample.ts'

/** Some of a page's words differ, as those of real incidents do; the same every time. */
const causes = ['a bad deploy', 'a full disk', 'a slow query', 'an expired key', 'a lost cable', 'a busy neighbour']
const places = ['Amsterdam', 'Frankfurt', 'Tokyo', 'Riyadh', 'Oregon', 'São Paulo', 'Mumbai']

/** The sample grown: so many components, and incidents that began over two years up to now, most of them lately. */
export function largeSnapshot(components: number, incidents: number): Snapshot {
  const sample = sampleSnapshot()
  const all = Array.from({ length: components }, (_, index) => copyOf(sample.components[index % 20]!, index))
  const config = { ...sample.config, components: all.map((one) => one.component) }
  return {
    ...sample,
    config,
    components: all,
    groups: sample.groups.map((group) => ({
      ...group,
      members: all.filter((one) => one.component.group === group.group.id),
    })),
    incidents: [
      ...sample.incidents.filter((entry) => entry.open),
      ...Array.from({ length: incidents }, (_, index) => incident(index, incidents, all)),
    ],
  }
}

function copyOf(one: ComponentNow, index: number): ComponentNow {
  if (index < 20) return one
  const id = `${one.component.id}-${index}`
  const component: Component = { ...one.component, id, name: `${String(one.component.name)} ${index}`, depends_on: [] }
  return {
    ...one,
    component,
    status: 'operational',
    because: { incidents: [], maintenances: [], outages: [] },
    history: { ...one.history, component: id },
  }
}

function incident(index: number, count: number, components: ComponentNow[]): Entry {
  const age = (index / count) ** 2 * 720 * day
  const start = Math.round(sampleNow - 3600 - age)
  const { id: component, name } = components[(index * 7) % components.length]!.component
  const place = places[index % places.length]!
  const cause = causes[(index * 5) % causes.length]!
  const update = (minutes: number, status: 'investigating' | 'identified' | 'resolved', body: string) => ({
    id: `${formatInstant(start + minutes * 60).replaceAll(/[-:]/g, '')}-${status}`,
    status,
    at: start + minutes * 60,
    body,
    components: [
      {
        id: component,
        name: String(name),
        before: status === 'investigating' ? ('operational' as const) : ('partial_outage' as const),
        after: status === 'resolved' ? ('operational' as const) : ('partial_outage' as const),
      },
    ],
    next: null,
    overdue: false,
    quiet: false,
    language: null,
  })
  const lasted = 12 + (index % 90)
  return {
    id: `${formatInstant(start).slice(0, 10)}-incident-${index}`,
    kind: 'incident',
    title: `Errors in ${place} because of ${cause} (${index})`,
    status: 'resolved',
    impact: index % 9 === 0 ? 'critical' : index % 3 === 0 ? 'major' : 'minor',
    automatic: false,
    audience: 'public',
    startedAt: start,
    createdAt: start,
    updatedAt: start + lasted * 60,
    monitoringAt: null,
    resolvedAt: start + lasted * 60,
    updates: [
      update(
        lasted,
        'resolved',
        `Requests from ${place} succeed again since ${lasted} minutes after they began to fail.`,
      ),
      update(9, 'identified', `It is ${cause}. We are **rolling back** and expect an end within the hour.`),
      update(0, 'investigating', `About ${3 + (index % 40)}% of requests from ${place} fail. We are looking into it.`),
    ],
    components: [{ id: component, name: String(name), status: 'operational', listed: true }],
    window: null,
    outages: [],
    stillFailingSince: null,
    post: `${formatInstant(start).slice(0, 10)}-incident-${index}`,
    language: null,
    open: false,
  }
}
