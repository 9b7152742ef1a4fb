import { describe, test } from 'vitest'
import { expectRead } from './reading.ts'

describe('Times: every mistake is told with its corrected line, every word is kept', () => {
  test('a day that is not in the calendar', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-31 10:02 UTC

We look.
`,
      `6:20: \`2026-11-31 10:02\` is not in the calendar.
  Expected a date and a time that exist, such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('an hour that is not on the clock', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 25:02 UTC

We look.
`,
      `6:20: \`2026-11-21 25:02\` is not in the calendar.
  Expected a date and a time that exist, such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('one digit for the hour', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 9:02 UTC

We look.
`,
      `6:20: \`2026-11-21 9:02 UTC\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 09:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a date with dots', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 21.11.2026 10:02

We look.
`,
      `6:20: \`21.11.2026 10:02\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 10:02`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a date with slashes', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026/11/21 10:02 UTC

We look.
`,
      `6:20: \`2026/11/21 10:02 UTC\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a date alone', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21

We look.
`,
      `6:20: \`2026-11-21\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 00:00`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('words where the time should be', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · this morning

We look.
`,
      `6:20: \`this morning\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a name of a zone that means many', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 CET

We look.
`,
      `6:20: \`2026-11-21 10:02 CET\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a zone that is none', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 Europe/Berlinn

We look.
`,
      `6:20: \`Europe/Berlinn\` is no time zone.
  Expected UTC, an offset such as +01:00, or an IANA zone such as Europe/Berlin.
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a time that the clock skips', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-03-29 02:30

We look.
`,
      `6:20: 2026-03-29 02:30 did not happen: the clock went forward in Europe/Berlin.
  Expected one of its two readings: 2026-03-29 01:30 +01:00 or 2026-03-29 03:30 +02:00.
    ## Investigating · 2026-03-29 01:30 +01:00`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a time that the clock repeats', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-10-25 02:30

We look.
`,
      `6:20: 2026-10-25 02:30 happened twice: the clock went back in Europe/Berlin.
  Expected one of its two readings: 2026-10-25 02:30 +02:00 or 2026-10-25 02:30 +01:00.
    ## Investigating · 2026-10-25 02:30 +02:00`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('a time that another zone skips', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-03-08 02:30 America/New_York

We look.
`,
      `6:20: 2026-03-08 02:30 did not happen: the clock went forward in America/New_York.
  Expected one of its two readings: 2026-03-08 01:30 -05:00 or 2026-03-08 03:30 -04:00.
    ## Investigating · 2026-03-08 01:30 -05:00`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: We look.`,
    )
  })

  test('`next` that is no length of time', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {next=soon}

We look.
`,
      `6:47: \`soon\` is no time.
  Expected a length of time or a time, as in:
    ## Investigating · 2026-11-21 10:02 UTC {next=30m}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('`started` that is no time', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
started: yesterday
---

The API was slow.
`,
      `4:10: \`yesterday\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T12:00:00Z: The API was slow.`,
    )
  })

  test('`resolved` before `started`', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
started: 2026-11-21 10:02 UTC
resolved: 2026-11-21 09:02 UTC
---

The API was slow.
`,
      `5:1: It is resolved before it started.
  Expected a time after \`started\`.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: The API was slow.
resolved 2026-11-21T10:02:00Z`,
    )
  })

  test('`resolved` alone', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
resolved: 2026-11-21 10:02 UTC
---

The API was slow.
`,
      `4:1: \`resolved\` needs \`started\` beside it.
  Expected:
    started: 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: The API was slow.
resolved 2026-11-21T10:02:00Z`,
    )
  })

  test('`resolved: true`', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
resolved: true
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `4:11: \`true\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('`started` beside updates', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
started: 2026-11-21 10:02 UTC
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:1: \`started\` and \`resolved\` are for a file without updates.
  Expected only the headings, as in:
    ## Resolved · 2026-11-21 10:41 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })
})
