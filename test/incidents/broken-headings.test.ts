import { describe, test } from 'vitest'
import { expectRead } from './reading.ts'

describe('Headings that are no update: every mistake is told with its corrected line, every word is kept', () => {
  test('a misspelt status word', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigatng · 2026-11-21 10:02 UTC

We look.
`,
      `6:4: \`Investigatng\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a misspelt status word later on keeps the status before', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

## Resolvd · 2026-11-21 11:00 UTC

Done.
`,
      `10:4: \`Resolvd\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Resolved · 2026-11-21 11:00 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.
investigating 2026-11-21T11:00:00Z: Done.`,
    )
  })

  test('a misspelt status word alone', () => {
    expectRead(
      `# API down

## Investigatng

We look.
`,
      `3:4: \`Investigatng\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating`,
      `incident "API down"
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('an unknown status word with a time', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

## Fixed · 2026-11-21 11:00 UTC

Done.
`,
      `10:4: \`Fixed\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Resolved · 2026-11-21 11:00 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.
investigating 2026-11-21T11:00:00Z: Done.`,
    )
  })

  test('a heading of the text at level 2', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

## What we know

Not much.
`,
      `10:1: \`What we know\` does not begin with an incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, or \`###\` for a heading in the text, as in:
    ### What we know`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look. /  / ## What we know /  / Not much.`,
    )
  })

  test('a time without a status', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## 2026-11-21 10:02 UTC

We look.
`,
      `6:4: \`2026-11-21\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a status of a maintenance on an incident', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

## Completed · 2026-11-21 11:00 UTC

Done.
`,
      `10:4: \`Completed\` is no status of an incident.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Resolved · 2026-11-21 11:00 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.
resolved 2026-11-21T11:00:00Z: Done.`,
    )
  })

  test('a status of an incident on a maintenance', () => {
    expectRead(
      `---
title: Upgrade
maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }
---

## Resolved · 2026-11-28 03:00 UTC

Done.
`,
      `6:4: \`Resolved\` is no status of a maintenance.
  Expected Scheduled, In progress, Verifying or Completed, as in:
    ## Completed · 2026-11-28 03:00 UTC`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T04:00:00Z
completed 2026-11-28T03:00:00Z: Done.`,
    )
  })

  test('no blank after the marks', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

##Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `6:1: A heading that begins an update is written with \`## \`.
  Expected:
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('an underlined update', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

Investigating · 2026-11-21 10:02 UTC
---

We look.
`,
      `6:1: A heading that begins an update is written with \`## \`.
  Expected:
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a colon before the time', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating: 2026-11-21 10:02 UTC

We look.
`,
      `6:18: \`:\` does not stand before a time.
  Expected:
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('text above the first update', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

Hello.

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `6:1: This text stands above the first update.
  Expected a heading above it, as in:
    ## Investigating`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: Hello. /  / We look.`,
    )
  })

  test('no update at all', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

The API is slow.
`,
      `6:1: This incident has no update.
  Expected a heading above its text (or \`started:\` in the front matter), as in:
    ## Investigating`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: The API is slow.`,
    )
  })

  test('nothing at all', () => {
    expectRead(
      ``,
      `1:1: There is no title.
  Expected one in the front matter, or in a short file a first line such as:
    # Elevated error rates on the API
1:1: This incident has no update.
  Expected a heading above its text (or \`started:\` in the front matter), as in:
    ## Investigating`,
      `incident "2026-11-21-api"
investigating 2026-11-21T12:00:00Z`,
    )
  })

  test('code that never ends and swallows an update', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

\`\`\`
curl

## Resolved · 2026-11-21 11:00 UTC

Done.
`,
      `10:1: The code that begins here never ends.
  Expected this line below it:
    \`\`\``,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look. /  / \`\`\` / curl
resolved 2026-11-21T11:00:00Z: Done.`,
    )
  })

  test('code that never ends and swallows nothing', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

~~~
curl
`,
      `10:1: The code that begins here never ends.
  Expected this line below it:
    ~~~`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look. /  / ~~~ / curl`,
    )
  })

  test('an update in a notice', () => {
    expectRead(
      `---
title: Hello
type: notice
started: 2026-11-21 10:00 UTC
---

## Resolved · 2026-11-21 11:00 UTC

Done.
`,
      `7:4: A notice has no updates.
  Expected \`###\` for a heading in its text, as in:
    ### Resolved · 2026-11-21 11:00 UTC`,
      `notice "Hello"
investigating 2026-11-21T10:00:00Z: ## Resolved · 2026-11-21 11:00 UTC /  / Done.`,
    )
  })

  test('a status on Resolved', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

## Resolved · 2026-11-21 11:00 UTC {api=degraded}

Done.
`,
      `10:36: \`Resolved\` sets every component back to operational.
  Expected no other status here, or an update that is not the end, as in:
    ## Monitoring 2026-11-21 11:00 UTC {api=degraded}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.
resolved 2026-11-21T11:00:00Z {api=degraded_performance}: Done.`,
    )
  })
})
