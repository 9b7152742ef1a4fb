import { describe, expect, test } from 'vitest'
import { expectRead, read } from './reading.ts'

describe('files that are in order', () => {
  test('the full form', () => {
    expectRead(
      `---
title: Elevated error rates on the API
impact: major                # optional: follows from the components
components:
  api: partial_outage
  web: degraded_performance
---

## Investigating · 2026-11-21 10:02 UTC {next=30m}

About 8% of API calls fail since 09:58 UTC.

## Identified · 2026-11-21 10:20 UTC {web=operational}

A bad deploy; we are rolling back.

## Resolved · 2026-11-21 10:41 UTC

## Postmortem · 2026-11-24 09:00 UTC
`,
      '',
      `incident "Elevated error rates on the API" impact=major api=partial_outage web=degraded_performance
investigating 2026-11-21T10:02:00Z {next=2026-11-21T10:32:00Z}: About 8% of API calls fail since 09:58 UTC.
identified 2026-11-21T10:20:00Z {web=operational}: A bad deploy; we are rolling back.
resolved 2026-11-21T10:41:00Z
postmortem 2026-11-24T09:00:00Z`,
    )
  })

  test('the short form: the title above, the time of the commit, the components of the first update', () => {
    expectRead(
      `# API down

## Investigating {api=major, web=ok}

We look.
`,
      '',
      `incident "API down" api=major_outage web=operational
investigating 2026-11-21T12:00:00Z {api=major_outage web=operational}: We look.`,
    )
  })

  test('every separator, every way to write a time, every letter case', () => {
    expectRead(
      `# API down

## Investigating · 2026-11-21 10:00 UTC
## identified - 2026-11-21T10:01Z
## IDENTIFIED – 2026-11-21 11:02 +01:00
## Monitoring — 2026-11-21 11:03 Europe/Berlin
## Monitoring | 2026-11-21 11:04
## Monitoring, 2026-11-21T10:05:30.250Z
## Resolved 2026-11-21 10:06 utc ##
`,
      '',
      `incident "API down"
investigating 2026-11-21T10:00:00Z
identified 2026-11-21T10:01:00Z
identified 2026-11-21T10:02:00Z
monitoring 2026-11-21T10:03:00Z
monitoring 2026-11-21T10:04:00Z
monitoring 2026-11-21T10:05:30Z
resolved 2026-11-21T10:06:00Z`,
    )
  })

  test('updates in any order; at the same time the later word of life is later', () => {
    expectRead(
      `# API down

## Resolved · 2026-11-21 10:05 UTC
## Investigating · 2026-11-21 10:05 UTC
## Identified · 2026-11-21 10:01 UTC
`,
      '',
      `incident "API down"
identified 2026-11-21T10:01:00Z
investigating 2026-11-21T10:05:00Z
resolved 2026-11-21T10:05:00Z`,
    )
  })

  test('all that braces can say', () => {
    expectRead(
      `# API down

## Investigating · 2026-11-21 10:00 UTC {api=partial web=degraded,next=2026-11-21 10:32 UTC quiet lang=pt-BR}
`,
      '',
      `incident "API down" api=partial_outage web=degraded_performance
investigating 2026-11-21T10:00:00Z {api=partial_outage web=degraded_performance next=2026-11-21T10:32:00Z lang=pt-BR quiet}`,
    )
  })

  test('headings inside code, quotations and lists are text', () => {
    const { says, post } = read(`# API down

## Investigating · 2026-11-21 10:00 UTC

\`\`\`markdown
## Resolved · 2026-11-21 11:00 UTC
~~~
## Resolved
\`\`\`

~~~~
~~~
## Resolved
~~~~

    ## Resolved

\t## Resolved

> ## Resolved

- \`\`\`
  ## Resolved
  \`\`\`

### Resolved
`)
    expect(says).toBe('')
    expect(post?.updates).toHaveLength(1)
  })

  test('a line under a paragraph is a rule or a heading of the text, not an update', () => {
    expectRead(
      `# API down

## Investigating · 2026-11-21 10:00 UTC

We are sorry.
---
Monitoring goes on
---
`,
      '',
      `incident "API down"
investigating 2026-11-21T10:00:00Z: We are sorry. / --- / Monitoring goes on / ---`,
    )
  })

  test('headings of a postmortem are its own, unless they are an update', () => {
    expectRead(
      `# API down

## Investigating · 2026-11-21 10:00 UTC
## Resolved · 2026-11-21 10:30 UTC
## Postmortem · 2026-11-22 10:00 UTC

## Impact

8% of calls.

## Monitoring gaps

Many.

## Investigating · 2026-11-23 10:00 UTC

It is back.
`,
      '',
      `incident "API down"
investigating 2026-11-21T10:00:00Z
resolved 2026-11-21T10:30:00Z
postmortem 2026-11-22T10:00:00Z: ## Impact /  / 8% of calls. /  / ## Monitoring gaps /  / Many.
investigating 2026-11-23T10:00:00Z: It is back.`,
    )
  })

  test('an incident in one paragraph', () => {
    expectRead(
      `---
title: Short outage
impact: critical
components: [api, web]
started: 2026-11-21 10:00
resolved: 2026-11-21 10:12
---
A switch failed.
`,
      '',
      `incident "Short outage" impact=critical api=major_outage web=major_outage
investigating 2026-11-21T09:00:00Z: A switch failed.
resolved 2026-11-21T09:12:00Z`,
    )
  })

  test('a component keeps its incidents under its new name', () => {
    expectRead(
      '# API down\n\n## Investigating · 2026-11-21 10:00 UTC {old-api=major}\n',
      '',
      'incident "API down" api=major_outage\ninvestigating 2026-11-21T10:00:00Z {api=major_outage}',
    )
  })

  test('a maintenance that repeats, announced without impact, and moved once', () => {
    expectRead(
      `---
title: Database upgrade
components: { database: operational }
maintenance:
  start: 2026-11-28 02:00
  end: 2026-11-28 04:00
  repeat: FREQ=MONTHLY;BYDAY=-1SA
---

## Scheduled · 2026-11-21 10:00 UTC

We upgrade.

## In progress · 2026-11-28 03:30 {start=2026-11-28 02:30 end=2026-11-28 05:00 Europe/Berlin}
## Completed · 2026-11-28 04:45
`,
      '',
      `maintenance "Database upgrade" database=operational 2026-11-28T01:00:00Z/2026-11-28T03:00:00Z FREQ=MONTHLY;BYDAY=-1SA
scheduled 2026-11-21T10:00:00Z: We upgrade.
in_progress 2026-11-28T02:30:00Z {start=2026-11-28T01:30:00Z end=2026-11-28T04:00:00Z}
completed 2026-11-28T03:45:00Z`,
    )
  })

  test('a maintenance of one paragraph, with a list of components', () => {
    expectRead(
      `---
title: Upgrade
components: [api]
maintenance: { start: 2026-11-28T02:00Z, end: 2026-11-28T04:00Z }
---
We upgrade.
`,
      '',
      `maintenance "Upgrade" api=under_maintenance 2026-11-28T02:00:00Z/2026-11-28T04:00:00Z
scheduled 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a notice', () => {
    expectRead(
      `---
title: "It's moving: \\"soon\\""
type: notice
until: 2027-03-01 00:00 UTC
audience: internal
lang: en
---

From March on.

## Why

Because.
`,
      '',
      `notice "It's moving: "soon"" internal until=2027-03-01T00:00:00Z lang=en
investigating 2026-11-21T12:00:00Z: From March on. /  / ## Why /  / Because.`,
    )
  })

  test('a draft, and a false alarm with its reason', () => {
    expectRead(
      `---
title: Our own test
draft: true
false_alarm: [api-20261121T095803Z, web-2026]
---

We tested our alarms.
`,
      '',
      `incident "Our own test" draft false_alarm=api-20261121T095803Z,web-2026
resolved 2026-11-21T12:00:00Z: We tested our alarms.`,
    )
  })

  test('Windows line ends, a byte order mark and no last line end', () => {
    expectRead(
      '\uFEFF---\r\ntitle: Slow\r\n---\r\n\r\n## Investigating · 2026-11-21 10:00 UTC\r\n\r\nOne.\r\n\r\nTwo.',
      '',
      'incident "Slow"\ninvestigating 2026-11-21T10:00:00Z: One. /  / Two.',
    )
  })

  test.each([
    '../evil',
    '..',
    '.hidden',
    'a/b',
    'a\\b',
    'a?b',
    'a#b',
    'a%2fb',
    '<b>',
    'a\nb',
    'con',
    '',
    'x'.repeat(201),
  ])('a name that is unsafe is refused: %j', (id) => {
    const { post, says } = read('# x\n\n## Investigating\n', id)
    expect(post).toBeNull()
    expect(says).toContain("This file's name cannot be used")
  })

  test('a name that makes a bad address is told and shown all the same', () => {
    const { post, says } = read('# x\n\n## Investigating\n', 'Störung im API')
    expect(post?.id).toBe('Störung im API')
    expect(says).toBe(
      "1:1: This file's name makes a bad address.\n  Expected a name of small letters, digits and hyphens, as in:\n    storung-im-api.md",
    )
  })
})

describe('a heading without a time, whose commit came after what is written below it', () => {
  test('was first all the same', () => {
    const { post, says } = read('# API down\n\n## Investigating {api=major}\n\n## Resolved · 2026-11-21 10:41 UTC\n')
    expect(says).toBe('')
    expect(post?.updates.map(({ status }) => status)).toEqual(['investigating', 'resolved'])
  })

  test('is the newest where the newest stands on top', () => {
    const { post } = read('# API down\n\n## Resolved\n\n## Investigating · 2026-11-21 10:02 UTC {api=major}\n')
    expect(post?.updates.map(({ status }) => status)).toEqual(['investigating', 'resolved'])
  })
})

test('one paragraph may go on with headings below it', () => {
  const { says, keeps } = read(
    '---\ntitle: API down\nstarted: 2026-11-21 10:00 UTC\ncomponents: { api: major_outage }\n---\n\nWe look.\n\n## Resolved · 2026-11-21 10:41 UTC\n',
  )
  expect(says).toBe('')
  expect(keeps).toBe(
    'incident "API down" api=major_outage\ninvestigating 2026-11-21T10:00:00Z: We look.\nresolved 2026-11-21T10:41:00Z',
  )
})
