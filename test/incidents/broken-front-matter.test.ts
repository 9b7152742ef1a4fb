import { describe, test } from 'vitest'
import { expectRead } from './reading.ts'

describe('Front matter: every mistake is told with its corrected line, every word is kept', () => {
  test('no title', () => {
    expectRead(
      `---
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:1: There is no title.
  Expected one in the front matter, or in a short file a first line such as:
    # Elevated error rates on the API`,
      `incident "2026-11-21-api" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('an empty title', () => {
    expectRead(
      `---
title:
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:7: \`title\` is empty.
  Expected a text, as in:
    title: Elevated error rates on the API`,
      `incident "2026-11-21-api" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('two titles', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

# Another

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `6:1: There is a title in the front matter and another one here.
  Expected one; for a heading in the text write:
    ### Another
6:1: This text stands above the first update.
  Expected a heading above it, as in:
    ## Investigating`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: # Another /  / We look.`,
    )
  })

  test('a colon in the title', () => {
    expectRead(
      `---
title: API: slow
impact: major
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:8: A text with a colon in it needs quotes.
  Expected:
    title: "API: slow"`,
      `incident "API: slow" impact=major
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a quote that never closes', () => {
    expectRead(
      `---
title: "Slow API
impact: major
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:17: A quote or a bracket that opens here never closes.
  Expected:
    title: "Slow API"`,
      `incident "Slow API" impact=major
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a sign that begins no text', () => {
    expectRead(
      `---
title: @api is slow
impact: major
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:8: A text that begins with this sign needs quotes.
  Expected:
    title: "@api is slow"`,
      `incident "@api is slow" impact=major
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a tab', () => {
    expectRead(
      `---
title: Slow API
components:
	api: partial_outage
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `4:1: YAML is indented with blanks, not with tabs.
  Expected two blanks:
    api: partial_outage`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a key twice', () => {
    expectRead(
      `---
title: Slow API
title: Slower API
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:1: This key stands here twice; the first one counts.
  Expected each key once.`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a misspelt key', () => {
    expectRead(
      `---
title: Slow API
impct: major
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:1: \`impct\` is no key of an incident.
  Did you mean \`impact\`?
    impact: major`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a key of another tool', () => {
    expectRead(
      `---
title: Slow API
severity: major
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:1: \`severity\` is no key of an incident.
  Did you mean \`impact\`?
    impact: major`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a key of nobody', () => {
    expectRead(
      `---
title: Slow API
colour: red
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:1: \`colour\` is no key of an incident.
  Expected one of title, type, impact, components, maintenance, started, resolved, until, draft, audience, false_alarm, lang, was.`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('an impact that is none', () => {
    expectRead(
      `---
title: Slow API
impact: mayor
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:9: \`mayor\` is no impact.
  Expected none, minor, major or critical, as in:
    impact: major`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a list where a text should be', () => {
    expectRead(
      `---
title: [Slow, API]
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:8: \`title\` is a list.
  Expected a text, as in:
    title: Elevated error rates on the API`,
      `incident "2026-11-21-api"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a misspelt component', () => {
    expectRead(
      `---
title: Slow API
components:
  apii: partial_outage
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `4:3: \`apii\` is no component.
  Did you mean \`api\`?
    api: partial_outage`,
      `incident "Slow API" apii=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a status that is none', () => {
    expectRead(
      `---
title: Slow API
components:
  api: broken
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `4:8: \`broken\` is no status of a component.
  Expected operational, degraded_performance, partial_outage, major_outage or under_maintenance, as in:
    api: partial_outage`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a component without a status', () => {
    expectRead(
      `---
title: Slow API
components:
  api:
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `4:7: \`api\` has no status.
  Expected operational, degraded_performance, partial_outage, major_outage or under_maintenance, as in:
    api: partial_outage`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a list of components without an impact', () => {
    expectRead(
      `---
title: Slow API
components: [api]
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:1: Without an impact a list of components says nothing of their status.
  Expected their statuses (or \`impact: major\` beside the list), as in:
    components: { api: partial_outage }`,
      `incident "Slow API" api=degraded_performance
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })
})
