import { expect, it } from 'vitest'
import { postmortemOutline } from '../../src/incidents/postmortem.ts'
import { courseOf } from '../../src/status/course.ts'
import { snapshotOf } from './page-of.ts'

const config = `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: Public API, check: { type: http, url: https://api.acme.example/ } }
`
const checks = {
  '2026-11-21.csv': `time,run,api,end_mark
2026-11-21T09:50:00Z,a.1,80,.
2026-11-21T09:58:00Z,a.2,10 refused,.
2026-11-21T10:38:00Z,a.3,80,.
`,
}
const words = `---
title: Errors on the API
components: { api: major_outage }
---

## Investigating · 2026-11-21 10:02 UTC

## Identified · 2026-11-21 10:20 UTC

## Resolved · 2026-11-21 10:41 UTC
`

function course(text: string, now = '2026-11-21T12:00:00Z') {
  const { incidents } = snapshotOf({ config, checks, incidents: { errors: text }, now })
  return courseOf(incidents.find(({ post }) => post === 'errors')!, 'UTC')
}

it('tells what the checks saw, when people answered and when it was over', () => {
  expect(course(words)).toEqual({
    lasted: 'It lasted 43 min, from 2026-11-21 09:58 UTC to 2026-11-21 10:41 UTC.',
    timeline: `- 2026-11-21 09:58 UTC: checks of Public API fail. The server refused the connection.
- 2026-11-21 10:02 UTC: we write "Investigating", 4 min after it began.
- 2026-11-21 10:20 UTC: we write "Identified".
- 2026-11-21 10:38 UTC: checks of Public API pass again, after 40 min.
- 2026-11-21 10:41 UTC: we write "Resolved", 43 min after it began.`,
  })
})

it('of one that lasts has no end, and of one that no check saw only the words', () => {
  expect(course(words.replace(/## Resolved.*/, '')).lasted).toBe('It began at 2026-11-21 09:58 UTC.')
  expect(course(words.replaceAll('2026-11-21', '2026-11-20')).timeline).toBe(
    `- 2026-11-20 10:02 UTC: we write "Investigating".
- 2026-11-20 10:20 UTC: we write "Identified".
- 2026-11-20 10:41 UTC: we write "Resolved", 39 min after it began.`,
  )
})

it('stands in the outline of a postmortem, which has a line of its own where nothing is known', () => {
  expect(postmortemOutline(course(words))).toContain('how many of them.\n\nIt lasted 43 min, from')
  expect(postmortemOutline()).toContain('### Timeline\n\n- 10:02 UTC: we noticed')
})
