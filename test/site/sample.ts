import type { DailyLatency } from '../../src/checks/history.ts'
import type { Component } from '../../src/config/config.ts'
import type { ComponentStatus } from '../../src/incidents/incident.ts'
import type { Outage } from '../../src/outages/outage.ts'
import { headlineOf, rollUp, worstStatus } from '../../src/status/overall.ts'
import type { ComponentNow, Snapshot, StatusNow } from '../../src/status/snapshot.ts'
import { day, startOfUtcDate, utcDate } from '../../src/time/instant.ts'
import type { DayBar, Figures } from '../../src/uptime/figures.ts'
import { sampleConfig } from './sample-config.ts'
import { at, sampleIncidents, sampleMaintenances, sampleNotices } from './sample-entries.ts'

export const sampleNow = at('2026-11-21 10:05')

const statuses: Record<string, StatusNow> = {
  api: 'partial_outage',
  sms: 'under_maintenance',
  ruh: 'unknown',
  exports: 'degraded_performance',
}

/** Bad days by component: days ago -> seconds down, partial, degraded. */
const badDays: Record<string, Record<number, [number, number, number]>> = {
  api: { 0: [0, 1740, 0], 4: [2760, 1380, 0], 33: [600, 0, 0], 61: [0, 0, 5400] },
  web: { 0: [0, 0, 720], 12: [300, 0, 0] },
  db: { 4: [4140, 0, 0] },
  nrt: { 1: [1620, 0, 0], 40: [9000, 0, 0] },
  mail: { 9: [0, 0, 5100] },
  exports: { 0: [0, 0, 9000], 17: [0, 0, 3000], 45: [0, 3600, 0] },
}

function dayBar(id: string, ago: number): DayBar {
  const date = utcDate(sampleNow - ago * day)
  const [down_s, partial_s, degraded_s] = badDays[id]?.[ago] ?? [0, 0, 0]
  const young =
    (id === 'ruh' && ago > 30) || (id === 'push' && (ago === 70 || ago === 71)) || (id === 'billing' && ago > 80)
  const observed_s = young ? 0 : ago === 0 ? 36_300 : day
  return {
    date,
    observed: young ? 0 : 1,
    maintenance_s: (id === 'sms' && ago === 0) || (id === 'billing' && ago === 6) ? 2100 : 0,
    incidents: id === 'db' && ago === 4 ? ['2026-11-17-db-failover'] : [],
    outages: [],
    ...figures(observed_s, down_s, partial_s, degraded_s),
  }
}

function figures(observed_s: number, down_s: number, partial_s: number, degraded_s: number): Figures {
  const uptime =
    observed_s === 0 ? null : Math.floor((100 - ((down_s + 0.3 * partial_s) / observed_s) * 100) * 1000) / 1000
  return { uptime, observed_s, down_s, partial_s, degraded_s }
}

function sum(days: DayBar[]): Figures {
  const total = (key: 'observed_s' | 'down_s' | 'partial_s' | 'degraded_s') =>
    days.reduce((all, one) => all + one[key], 0)
  return figures(total('observed_s'), total('down_s'), total('partial_s'), total('degraded_s'))
}

/** A day that rises and falls, the same for the same component. */
function latency(seed: number): DailyLatency[] {
  return Array.from({ length: 88 }, (_, index) => {
    const p50 = Math.round(120 + seed * 13 + 25 * Math.sin((index + seed) / 6) + ((index * 7919 + seed * 104_729) % 23))
    return {
      date: utcDate(sampleNow - (89 - index) * day),
      runs: 280,
      p50,
      p95: Math.round(p50 * 1.7 + ((index * 31 + seed) % 60)),
    }
  }).filter((_, index) => seed !== 3 || index < 30 || index > 38)
}

const sampleBudget = { allowed_s: 1296, used_s: 252, spent: false }

function componentNow(component: Component, seed: number): ComponentNow {
  const { id } = component
  const status = statuses[id] ?? 'operational'
  const days = Array.from({ length: 90 }, (_, index) => dayBar(id, 89 - index))
  const checkedAt = component.check === null ? null : id === 'ruh' ? sampleNow - 3 * 3600 : sampleNow - 60
  return {
    component,
    status,
    verdict: component.check === null ? null : status === 'unknown' ? 'unknown' : 'up',
    checkedAt,
    because: {
      incidents: id === 'api' ? ['2026-11-21-api-errors'] : [],
      maintenances: id === 'sms' ? ['2026-11-21-sms-provider'] : [],
      outages: [],
    },
    lastKnown: status === 'unknown' ? 'operational' : (status as ComponentStatus),
    windows: {
      '24h': sum(days.slice(-1)),
      '7d': sum(days.slice(-7)),
      '30d': sum(days.slice(-30)),
      '90d': sum(days),
      '365d': sum(days),
    },
    budget: component.target === null ? null : { '30d': sampleBudget, month: sampleBudget },
    days,
    history: {
      component: id,
      first: component.check === null ? null : startOfUtcDate('2026-08-20'),
      observed: [],
      bad: [],
      unknown: [],
      latest: null,
      latestKnown: null,
      state: null,
    },
    latency: {
      daily: component.check === null ? [] : latency(seed),
      recent: [{ time: sampleNow - 600, ms: 130 + seed, verdict: 'up' }],
    },
  }
}

const outages: Outage[] = [
  {
    id: 'nrt-20261120T031500Z',
    component: 'nrt',
    start: at('2026-11-20 03:15'),
    end: at('2026-11-20 03:42'),
    verdict: 'down',
    class: 'timeout',
    detail: null,
    falseAlarm: null,
  },
  {
    id: 'db-20261117T141200Z',
    component: 'db',
    start: at('2026-11-17 14:12'),
    end: at('2026-11-17 15:21'),
    verdict: 'down',
    class: 'refused',
    detail: null,
    falseAlarm: null,
  },
  {
    id: 'api-20261019T101200Z',
    component: 'api',
    start: at('2026-10-19 10:12'),
    end: at('2026-10-19 10:22'),
    verdict: 'down',
    class: 'status',
    detail: '503',
    falseAlarm: null,
  },
  {
    id: 'api-20261002T011200Z',
    component: 'api',
    start: at('2026-10-02 01:12'),
    end: at('2026-10-02 01:30'),
    verdict: 'partial',
    class: 'timeout',
    detail: null,
    falseAlarm: { incident: 'x', reason: 'The check <b>itself</b> was broken.' },
  },
  {
    id: 'exports-20261121T073500Z',
    component: 'exports',
    start: at('2026-11-21 07:35'),
    end: null,
    verdict: 'degraded',
    class: 'slow',
    detail: null,
    falseAlarm: null,
  },
]

/** A page with something of everything. The same every time. */
export function sampleSnapshot(url?: string, timezone?: string): Snapshot {
  const config = sampleConfig(url, timezone)
  const components = config.components.map(componentNow)
  const overall = rollUp(components.map((one) => one.lastKnown))
  const incidents = sampleIncidents.map((entry) =>
    entry.automatic ? { ...entry, outages: outages.filter((one) => one.id === entry.id) } : entry,
  )
  return {
    now: sampleNow,
    config,
    configIsCurrent: true,
    checkedAt: sampleNow - 60,
    freshUntil: sampleNow - 60 + 3600,
    overall,
    headline: headlineOf(
      overall,
      components.map((one) => one.status),
    ),
    groups: config.groups.map((group) => {
      const members = components.filter((one) => one.component.group === group.id)
      return { group, members, status: worstStatus(members.map((one) => one.status)), uptime90: 99.9 }
    }),
    components,
    retired: [],
    incidents,
    maintenances: sampleMaintenances,
    notices: sampleNotices,
    outages,
    posts: [],
    refused: [],
  }
}

/** The same page on a good day: no incident, nothing running, everything up. */
export function calmSnapshot(url?: string): Snapshot {
  const sample = sampleSnapshot(url)
  const calm = (one: ComponentNow): ComponentNow => ({
    ...one,
    status: 'operational',
    lastKnown: 'operational',
    because: { incidents: [], maintenances: [], outages: [] },
  })
  const overall = rollUp([])
  return {
    ...sample,
    overall,
    headline: headlineOf(overall, ['operational']),
    components: sample.components.map(calm),
    groups: sample.groups.map((group) => ({ ...group, status: 'operational', members: group.members.map(calm) })),
    incidents: sample.incidents.filter((entry) => !entry.open),
    maintenances: sample.maintenances.filter((entry) => !entry.open),
    notices: [],
  }
}
