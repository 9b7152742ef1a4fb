import { describe, test } from 'vitest'
import { expectRead } from './reading.ts'

describe('Files: every mistake is told with its corrected line, every word is kept', () => {
  test('front matter in JavaScript', () => {
    expectRead(
      `---js
{ title: (globalThis.evaluated = true) && "x" }
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:4: Front matter in \`js\` is refused; it was not read.
  Expected YAML:
    ---`,
      `nothing`,
    )
  })

  test('front matter in JSON', () => {
    expectRead(
      `---json
{ "title": "x" }
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:4: Front matter in \`json\` is refused; it was not read.
  Expected YAML:
    ---`,
      `nothing`,
    )
  })

  test('front matter in CoffeeScript', () => {
    expectRead(
      `--- coffee
title: "x"
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:4: Front matter in \`coffee\` is refused; it was not read.
  Expected YAML:
    ---`,
      `nothing`,
    )
  })

  test('front matter in a name of every object', () => {
    expectRead(
      `---constructor
title: "x"
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:4: Front matter in \`constructor\` is refused; it was not read.
  Expected YAML:
    ---`,
      `nothing`,
    )
  })

  test('bytes that are no text', () => {
    expectRead(
      `# x\0y

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:1: This file is no text.
  Expected Markdown in UTF-8.`,
      `nothing`,
    )
  })

  test('a merge that left both sides', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

<<<<<<< HEAD
## Resolved · 2026-11-21 11:00 UTC
=======
## Monitoring · 2026-11-21 10:50 UTC
>>>>>>> other

Done.
`,
      `10:1: A merge left both sides here.
  Expected one of them, without the lines of \`<\`, \`=\` and \`>\`.`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.
monitoring 2026-11-21T10:50:00Z: Done.
resolved 2026-11-21T11:00:00Z`,
    )
  })

  test('a merge in the front matter', () => {
    expectRead(
      `---
<<<<<<< HEAD
title: Slow API
=======
title: Slower API
>>>>>>> other
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:1: A merge left both sides here.
  Expected one of them, without the lines of \`<\`, \`=\` and \`>\`.
5:1: This key stands here twice; the first one counts.
  Expected each key once.`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('several mistakes at once', () => {
    expectRead(
      `---
titel: Slow API
impact: huge
---

## Investigatng · 2026-11-21 10:02 UTC {wbe=ok, next=soon}

We look.
`,
      `1:1: There is no title.
  Expected one in the front matter, or in a short file a first line such as:
    # Elevated error rates on the API
2:1: \`titel\` is no key of an incident.
  Did you mean \`title\`?
    title: Slow API
3:9: \`huge\` is no impact.
  Expected none, minor, major or critical, as in:
    impact: major
6:4: \`Investigatng\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating · 2026-11-21 10:02 UTC {wbe=ok, next=soon}
6:41: \`wbe\` is no component.
  Did you mean \`web\`?
    ## Investigatng · 2026-11-21 10:02 UTC {web=ok, next=soon}
6:54: \`soon\` is no time.
  Expected a length of time or a time, as in:
    ## Investigatng · 2026-11-21 10:02 UTC {wbe=ok, next=30m}`,
      `incident "2026-11-21-api" wbe=operational
investigating 2026-11-21T10:02:00Z {wbe=operational}: We look.`,
    )
  })

  test('Windows line ends', () => {
    expectRead(
      `---\r
title: Slow API\r
components: { api: partial_outage }\r
---\r
\r
## Investigatng · 2026-11-21 10:02 UTC\r
\r
We look.\r
\r
Really.\r
`,
      `6:4: \`Investigatng\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating · 2026-11-21 10:02 UTC`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look. /  / Really.`,
    )
  })

  test('a byte order mark', () => {
    expectRead(
      `\uFEFF---
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

  test('no last line end', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }
---

## Investigating · 2026-11-21 10:02 UTC

We look.

## Resolvd`,
      `10:4: \`Resolvd\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Resolved`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.
investigating 2026-11-21T12:00:00Z`,
    )
  })
})
