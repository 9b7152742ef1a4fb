import { parseCell } from '../../src/checks/cell.ts'
import { appendRow } from '../../src/store/checks-folder.ts'
import { parseInstant } from '../../src/time/instant.ts'
import type { Received } from '../channels/receiver.ts'
import { write } from '../git/clone.ts'
import { moment } from '../messages/world.ts'

/** A day on which everything that can be told happens, on disk. One channel, for operators. */
export function dayConfig(url: string): string {
  return `candor: 1
site: { name: Acme Status, url: https://status.acme.example }
components:
  - { id: db, name: Database, check: { type: tcp, host: h.example, port: 1 } }
  - { id: api, name: API, depends_on: [db], check: { type: tcp, host: h.example, port: 1 } }
  - { id: web, name: Website, check: { type: tcp, host: h.example, port: 1 } }
notify:
  - { id: ops, type: webhook, audience: operators, url: "${url}/hook", secret: s, allow_private: true, remind_every: 20m }
`
}

const incident = `---
title: Errors on the API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:39 UTC

About 8% of calls fail.
`
const maintenance = `---
title: Database upgrade
maintenance: { start: 2026-11-21T12:30:00Z, end: 2026-11-21T13:30:00Z }
components: [db]
---

## Scheduled · 2026-11-21 10:39 UTC

We upgrade the database.
`
const broken = '---\ntitle: Broken\nimpakt: minor\n---\n\n## Resolved · 2026-11-21 10:20 UTC\n\nFine.\n'

export interface Step {
  time: string
  cells?: Record<string, string>
  posts?: Record<string, string>
}

const well = { db: '5', api: '5', web: '5' }
/** What comes about at each time, ten minutes before it is told at the earliest. */
export const day: Step[] = [
  { time: '10:00', cells: { ...well, db: '5 cert_expiring:7', web: '5 domain_expiring:14' } },
  { time: '10:10', cells: { db: '9 refused', api: '900 slow', web: '5' } },
  { time: '10:20', cells: { db: '9 refused', api: '9 status:502', web: '5' } },
  { time: '10:32', cells: { db: '9 refused', api: '9 status:502', web: '5' } },
  { time: '10:40', cells: well, posts: { errors: incident, upgrade: maintenance, broken } },
  {
    time: '10:50',
    posts: {
      errors: `${incident}\n## Identified · 2026-11-21 10:49 UTC\n\nA bad deploy.\n`,
      upgrade: maintenance.replace('T13:30', 'T14:00'),
    },
  },
  {
    time: '11:00',
    posts: {
      errors: `${incident}\n## Identified · 2026-11-21 10:49 UTC\n\nA bad deploy.\n\n## Resolved · 2026-11-21 10:59 UTC\n\nRolled back.\n`,
    },
  },
  { time: '11:30', cells: well },
  { time: '11:40' },
  { time: '12:31', cells: well },
  { time: '13:32' },
  { time: '14:01', cells: well },
  { time: '15:10' },
]

/** Writes what comes about at one time. */
export async function bring(root: string, { time, cells, posts }: Step): Promise<void> {
  const files = Object.entries(posts ?? {}).map(([id, text]) => [`incidents/${id}.md`, text])
  write(root, Object.fromEntries(files) as Record<string, string>)
  if (cells === undefined) return
  const columns = Object.keys(cells)
  const parsed = new Map(columns.map((column) => [column, parseCell(cells[column]!)!]))
  await appendRow(
    root,
    { time: parseInstant(moment(time))!, run: `r${time.replaceAll(/\W/g, '')}`, cells: parsed },
    columns,
  )
}

/** What a webhook was told, item by item: each outage, update or component that a message speaks of. */
export function itemsOf({ body }: Received): string[] {
  const { event, subject } = JSON.parse(body) as { event: string; subject: Record<string, unknown> }
  const list = (key: string) =>
    subject[key] as { id?: string; file?: string; component?: { id: string }; verdict?: string; reason?: string }[]
  switch (subject['kind']) {
    case 'outage':
      return list('outages').map(
        ({ id, verdict }) => `${event} ${id}${event === 'outage.changed' ? ` ${verdict}` : ''}`,
      )
    case 'incident':
      return list('updates').map(({ id }) => `${event} ${id}`)
    case 'maintenance':
      return [`${event} ${String(subject['start'])} ${String(subject['end'])}`]
    case 'checks':
      return list('components').map(({ id }) => `${event} ${id}`)
    case 'post':
      return list('posts').map(({ file, reason }) => `${event} ${file} ${reason}`)
    default:
      return list('expiring').map(({ component }) => `${event} ${component!.id}`)
  }
}
