import type { Snapshot } from '../../src/status/snapshot.ts'
import type { Audience } from '../../src/status/take.ts'
import { snapshotOf } from '../status/page-of.ts'

/** Every internal name, id and text has this word in it, in one case or another: one look finds what leaked. */
export const secretWord = 'zirkon'

const config = `candor: 1
site: { name: Acme Status, url: https://status.acme.example, languages: [en, de], moved: { /history: /incidents/, /history.atom: /feed.xml, /history.rss: /rss.xml, /alt/index.xml: /rss.xml, /posts: /, /de: /, /de/posts: /incidents/ } }
groups:
  - { id: core, name: Core }
  - { id: zirkon-group, name: Zirkon group, description: What Zirkon is made of }
components:
  - id: api
    name: { en: Public API, de: Öffentliche API }
    group: core
    was: [old-api, /history/api, /affected/api.v2]
    depends_on: [zirkon-db]
    check: { type: http, url: https://api.acme.example/ }
  - { id: web, name: Website, group: core, check: { type: http, url: https://acme.example/ } }
  - id: zirkon-db
    name: Zirkon database
    description: Holds what Zirkon holds
    audience: internal
    group: zirkon-group
    was: [zirkon-old]
    check: { type: tcp, host: zirkon.internal.acme.example, port: 5432 }
  - { id: zirkon-vault, name: Zirkon vault, group: core, audience: internal, check: { type: tcp, host: zirkon.acme.example, port: 1 } }
secrets: [ZIRKON_TOKEN]
notify:
  - { id: zirkon-ops, type: ntfy, url: https://ntfy.example/zirkon-alerts, audience: operators, components: [zirkon-db] }
`

const checks = {
  '2026-11-21.csv': `time,run,api,web,zirkon-db,zirkon-vault,end_mark
2026-11-21T09:50:00Z,a.1,80,90,5,5,.
2026-11-21T09:55:00Z,a.2,81,91,10000 timeout,5 slow,.
2026-11-21T10:00:00Z,a.3,10000 timeout,91,10000 timeout,10000 timeout,.
2026-11-21T10:05:00Z,a.4,80,91,10000 timeout,10000 timeout,.
`,
  'spans-2026.csv': `component,start,end,verdict,class,detail,end_mark
api,2026-11-19T08:00:00Z,2026-11-19T08:20:00Z,down,refused,,.
zirkon-db,2026-11-19T08:00:00Z,2026-11-19T08:20:00Z,down,refused,,.
zirkon-vault,2026-10-19T08:00:00Z,2026-10-19T08:20:00Z,down,refused,,.
`,
}

const incidents = {
  '2026-11-21-api': `---
title: The API fails
was: [abc123def456, /incident/7]
components: { api: major_outage, zirkon-db: major_outage, zirkon-vault: partial_outage }
---

## Investigating · 2026-11-21 10:01 UTC {zirkon-vault=operational}

We look at it.

## Resolved · 2026-11-21 10:05 UTC
`,
  '2026-11-20-zirkon-leak': `---
title: Zirkon loses rows
audience: internal
components: { zirkon-db: partial_outage, api: degraded_performance }
---

## Investigating · 2026-11-20 10:00 UTC

Zirkon loses rows; api may be slow.
`,
  'zirkon-upkeep': `---
title: Zirkon upkeep
audience: internal
components: [zirkon-db, web]
maintenance: { start: 2026-11-22 02:00 UTC, end: 2026-11-22 03:00 UTC, repeat: FREQ=WEEKLY }
---

## Scheduled · 2026-11-18 10:00 UTC

Zirkon rests.
`,
  upkeep: `---
title: Network upkeep
components: [web, zirkon-db]
maintenance: { start: 2026-11-23 02:00 UTC, end: 2026-11-23 03:00 UTC }
---

## Scheduled · 2026-11-18 10:00 UTC

Short interruptions.
`,
  'zirkon-note': `---
title: Zirkon has a new owner
type: notice
audience: internal
---

## Investigating · 2026-11-18 10:00 UTC

Ask Zirkon.
`,
  'zirkon-draft': `---
title: Zirkon will be public
draft: true
components: [api]
---

## Investigating · 2026-11-18 10:00 UTC

Zirkon!
`,
  'false-alarm': `---
title: A check was wrong
components: [api]
false_alarm: [api-20261119T080000Z, zirkon-db-20261119T080000Z]
---

## Resolved · 2026-11-19 09:00 UTC

The check itself was broken.
`,
}

export const audiencePage = (audience: Audience): Snapshot =>
  snapshotOf({ config, checks, incidents, now: '2026-11-21T10:06:00Z', audience })
