import { describe, test } from 'vitest'
import { expectRead } from './reading.ts'

describe('Braces: every mistake is told with its corrected line, every word is kept', () => {
  test('a misspelt component', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {wbe=degraded}

We look.
`,
      `6:42: \`wbe\` is no component.
  Did you mean \`web\`?
    ## Investigating · 2026-11-21 10:02 UTC {web=degraded}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z {wbe=degraded_performance}: We look.`,
    )
  })

  test('a component nobody knows', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {payments=degraded}

We look.
`,
      `6:42: \`payments\` is no component.
  Expected one of api, web, database.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z {payments=degraded_performance}: We look.`,
    )
  })

  test('a component nobody knows, once it is over', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {payments=degraded}

## Resolved · 2026-11-21 11:00 UTC
`,
      `6:42: warning: \`payments\` is no component.
  It is shown as text, as a component that is no longer listed.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z {payments=degraded_performance}
resolved 2026-11-21T11:00:00Z`,
    )
  })

  test('a misspelt status', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {web=degradd}

We look.
`,
      `6:46: \`degradd\` is no status of a component.
  Expected operational, degraded_performance, partial_outage, major_outage or under_maintenance, as in:
    ## Investigating · 2026-11-21 10:02 UTC {web=degraded}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a status with a hyphen', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {web=major-outage}

We look.
`,
      `6:46: \`major-outage\` is no status of a component.
  Expected operational, degraded_performance, partial_outage, major_outage or under_maintenance, as in:
    ## Investigating · 2026-11-21 10:02 UTC {web=major_outage}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a status of another tool', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {web=down next=1h}

We look.
`,
      `6:46: \`down\` is no status of a component.
  Expected operational, degraded_performance, partial_outage, major_outage or under_maintenance, as in:
    ## Investigating · 2026-11-21 10:02 UTC {web=major_outage next=1h}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z {next=2026-11-21T11:02:00Z}: We look.`,
    )
  })

  test('a component without a status', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {web}

We look.
`,
      `6:42: \`web\` alone says nothing here.
  Expected component=status, next=30m, lang=de or quiet, as in:
    ## Investigating · 2026-11-21 10:02 UTC {web=partial_outage}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a component with an empty status', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {web=}

We look.
`,
      `6:46: \`web\` has no status.
  Expected operational, degraded_performance, partial_outage, major_outage or under_maintenance, as in:
    ## Investigating · 2026-11-21 10:02 UTC {web=partial_outage}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a misspelt word', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {quite}

We look.
`,
      `6:42: \`quite\` alone says nothing here.
  Expected component=status, next=30m, lang=de or quiet, as in:
    ## Investigating · 2026-11-21 10:02 UTC {quiet}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('`quiet` with a value', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {quiet=true}

We look.
`,
      `6:42: \`quiet\` takes no value.
  Expected:
    ## Investigating · 2026-11-21 10:02 UTC {quiet}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z {quiet}: We look.`,
    )
  })

  test('a language that is none', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {lang=deutsch!}

We look.
`,
      `6:47: \`deutsch!\` is no language tag.
  Expected:
    ## Investigating · 2026-11-21 10:02 UTC {lang=de}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a brace that never closes', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {web=ok

We look.
`,
      `6:41: This brace never closes.
  Expected:
    ## Investigating · 2026-11-21 10:02 UTC {web=ok}`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z {web=operational}: We look.`,
    )
  })

  test('`end` on an incident', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC {end=2026-11-21 12:00 UTC}

We look.
`,
      `6:46: \`end=\` moves a maintenance, and this is none.
  Expected next=30m or component=status.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('`end` that is no time', () => {
    expectRead(
      `---
title: Upgrade
maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }
---

## In progress · 2026-11-28 03:00 UTC {end=2026-11-28 5:00 UTC quiet}

Longer.
`,
      `6:44: \`2026-11-28 5:00 UTC\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.
    ## In progress · 2026-11-28 03:00 UTC {end=2026-11-28 05:00 UTC quiet}`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T04:00:00Z
in_progress 2026-11-28T03:00:00Z {quiet}: Longer.`,
    )
  })
})
