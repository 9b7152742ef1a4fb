import type { Channel } from '../../src/config/channel-keys.ts'
import type { Message } from '../../src/messages/message.ts'
import { plan } from '../../src/messages/plan.ts'
import { makeWorld, pageOf, type World } from '../messages/world.ts'

const incident = `---
title: Errors on the API
components: { api: partial_outage, web: degraded_performance }
---

## Investigating · 2026-11-21 10:22 UTC {next=30m}

About **8%** of calls fail. See [the forum](https://forum.example/).
`
const maintenance = `---
title: Database upgrade
maintenance: { start: 2026-11-21T12:00:00Z, end: 2026-11-21T13:00:00Z }
components: [db]
---

## Scheduled · 2026-11-21 10:22 UTC

We upgrade the database.
`

/** A day on which everything happens: what a channel with these keys hears, by event; the first of each. */
export function everyMessage(keys: Partial<Channel> & { type: Channel['type'] }): Map<string, Message> {
  const world = dayOf(keys)
  const found = new Map<string, Message>()
  for (const time of times) {
    for (const { message } of world.messages(time)) if (!found.has(message.event)) found.set(message.event, message)
    changes[time]?.(world)
  }
  return found
}

const times = [
  '10:00',
  '10:05',
  '10:10',
  '10:15',
  '10:23',
  '10:50',
  '10:55',
  '11:05',
  '11:30',
  '12:01',
  '13:01',
  '15:00',
]
const changes: Record<string, (world: World) => void> = {
  '10:15': (world) => {
    world.incidents = {
      errors: incident,
      upgrade: maintenance,
      broken: '---\ntitle: Broken\nimpakt: minor\n---\n\n## Resolved · 2026-11-21 10:20 UTC\n\nFine.\n',
    }
  },
  '10:23': (world) => {
    world.incidents['errors'] += '\n## Identified · 2026-11-21 10:49 UTC\n\nA bad deploy.\n'
  },
  '10:50': (world) => {
    world.incidents['errors'] += '\n## Resolved · 2026-11-21 10:54 UTC\n\nRolled back.\n'
    world.incidents['upgrade'] = maintenance.replace('T13:00', 'T13:30')
  },
}

export function dayOf(keys: Partial<Channel> & { type: Channel['type'] }): World {
  const channel = { id: 'one', audience: 'operators', remind_every: '5m', events: allEvents, ...keys }
  const world = makeWorld(
    pageOf(['db', 'api', 'web'], `\nsecrets: [TOKEN]\nnotify:\n  - ${JSON.stringify(channel)}`).replace(
      'name: API,',
      'name: API, depends_on: [db],',
    ),
  )
  world.round('10:00', { db: '5 cert_expiring:7', api: '5', web: '5 domain_expiring:14' })
  world.round('10:05', { db: '9 refused', api: '900 slow', web: '5' })
  world.round('10:10', { db: '9 refused', api: '9 status:502', web: '5' })
  world.round('10:15', { db: '9 refused', api: '9 status:502', web: '5' })
  world.round('10:20', { db: '5', api: '5', web: '5' })
  for (const time of ['10:50', '11:30', '12:00', '13:00']) world.round(time, { db: '5', api: '5', web: '5' })
  return world
}

const allEvents = [
  ...['outage.opened', 'outage.changed', 'outage.resolved', 'outage.reminder'],
  ...['incident.created', 'incident.updated', 'incident.resolved'],
  ...[
    'maintenance.scheduled',
    'maintenance.changed',
    'maintenance.reminder',
    'maintenance.started',
    'maintenance.completed',
  ],
  ...['certificate.expiring', 'domain.expiring', 'checks.stale', 'post.needs_fixing'],
]

export { allEvents, plan }
