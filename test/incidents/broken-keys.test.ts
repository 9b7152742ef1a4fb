import { describe, test } from 'vitest'
import { expectRead } from './reading.ts'

describe('Keys and windows: every mistake is told with its corrected line, every word is kept', () => {
  test('components as a text', () => {
    expectRead(
      `---
title: Slow API
impact: major
components: api
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `4:13: \`components\` is neither a map nor a list.
  Expected:
    components: { api: partial_outage }`,
      `incident "Slow API" impact=major api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('components of a notice', () => {
    expectRead(
      `---
title: Hello
type: notice
started: 2026-11-21 10:00 UTC
components: [api]
---

Hello.
`,
      `5:1: A notice affects no component.
  Expected no \`components\` here, or an incident instead of a notice.`,
      `notice "Hello"
investigating 2026-11-21T10:00:00Z: Hello.`,
    )
  })

  test('a type that is none', () => {
    expectRead(
      `---
title: Hello
type: news
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:7: \`news\` is no type.
  Expected incident, maintenance or notice, as in:
    type: notice`,
      `incident "Hello"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a draft that says yes', () => {
    expectRead(
      `---
title: Slow API
draft: yes
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:8: \`draft\` is neither true nor false.
  Expected:
    draft: true`,
      `incident "Slow API" draft
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('an audience that is none is internal', () => {
    expectRead(
      `---
title: Slow API
audience: staff
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:11: \`staff\` is no audience.
  Expected public or internal, as in:
    audience: internal`,
      `incident "Slow API" internal
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a false alarm that is no list', () => {
    expectRead(
      `---
title: Slow API
false_alarm: api-20261121T095803Z
---

A test of ours.
`,
      `3:14: \`false_alarm\` is no list of outage ids.
  Expected (\`./candor outages\` lists them):
    false_alarm: [api-20261121T095803Z]`,
      `incident "Slow API" false_alarm=api-20261121T095803Z
resolved 2026-11-21T12:00:00Z: A test of ours.`,
    )
  })

  test('front matter that never ends', () => {
    expectRead(
      `---
title: Slow API
components: { api: partial_outage }

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `1:1: The front matter that begins here never ends.
  Expected this line below its last key:
    ---`,
      `incident "Slow API" api=partial_outage
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('front matter that is a text', () => {
    expectRead(
      `---
The API is slow.
---

# Slow API

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `2:1: The front matter is no list of keys.
  Expected \`key: value\` lines, as in:
    title: Slow API
7:1: This text stands above the first update.
  Expected a heading above it, as in:
    ## Investigating`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: The API is slow. /  / We look.`,
    )
  })

  test('an alias', () => {
    expectRead(
      `---
title: &t Slow API
lang: *t
---

## Investigating · 2026-11-21 10:02 UTC

We look.
`,
      `3:7: Anchors and aliases are not read here.
  Expected the value itself.`,
      `incident "Slow API"
investigating 2026-11-21T10:02:00Z: We look.`,
    )
  })

  test('a maintenance without an end', () => {
    expectRead(
      `---
title: Upgrade
maintenance: { start: 2026-11-28 02:00 UTC }
---

We upgrade.
`,
      `3:1: The maintenance has no \`end\`.
  Expected:
    maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T03:00:00Z
scheduled 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a maintenance that ends before it starts', () => {
    expectRead(
      `---
title: Upgrade
maintenance:
  start: 2026-11-28 02:00 UTC
  end: 2026-11-27 04:00 UTC
---

We upgrade.
`,
      `5:8: The maintenance ends before it starts.
  Expected an end after the start, as in:
    maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T03:00:00Z
scheduled 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a maintenance whose start is no time', () => {
    expectRead(
      `---
title: Upgrade
maintenance:
  start: tonight
  end: 2026-11-28 04:00 UTC
---

We upgrade.
`,
      `4:10: \`tonight\` is no time.
  Expected a time such as 2026-11-21 10:02 UTC.`,
      `notice "Upgrade"
investigating 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a maintenance that is a text', () => {
    expectRead(
      `---
title: Upgrade
maintenance: tonight
---

We upgrade.
`,
      `3:1: \`maintenance\` is \`tonight\`.
  Expected its start and end, as in:
    maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }`,
      `notice "Upgrade"
investigating 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a maintenance without a window', () => {
    expectRead(
      `---
title: Upgrade
type: maintenance
---

We upgrade.
`,
      `3:1: A maintenance needs its window.
  Expected:
    maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }`,
      `notice "Upgrade"
investigating 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a rule that repeats nothing', () => {
    expectRead(
      `---
title: Upgrade
maintenance:
  start: 2026-11-28 02:00 UTC
  end: 2026-11-28 04:00 UTC
  repeat: every sunday
---

We upgrade.
`,
      `6:11: \`repeat\` cannot be used: \`EVERY SUNDAY\` is not read in a rule.
  Expected an RRULE, as in:
    repeat: FREQ=MONTHLY;BYDAY=1SU`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T04:00:00Z
scheduled 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a rule that never takes place', () => {
    expectRead(
      `---
title: Upgrade
maintenance:
  start: 2026-11-28 02:00 UTC
  end: 2026-11-28 04:00 UTC
  repeat: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
---

We upgrade.
`,
      `6:11: \`repeat\` cannot be used: it never takes place.
  Expected an RRULE, as in:
    repeat: FREQ=MONTHLY;BYDAY=1SU`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T04:00:00Z
scheduled 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })

  test('a rule finer than a day', () => {
    expectRead(
      `---
title: Upgrade
maintenance:
  start: 2026-11-28 02:00 UTC
  end: 2026-11-28 04:00 UTC
  repeat: FREQ=SECONDLY
---

We upgrade.
`,
      `6:11: \`repeat\` cannot be used: it does not say FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.
  Expected an RRULE, as in:
    repeat: FREQ=MONTHLY;BYDAY=1SU`,
      `maintenance "Upgrade" 2026-11-28T02:00:00Z/2026-11-28T04:00:00Z
scheduled 2026-11-21T12:00:00Z: We upgrade.`,
    )
  })
})

describe('Days left out of a repeating maintenance: every mistake is told with its corrected line, every word is kept', () => {
  const window = 'maintenance:\n  start: 2026-11-01 02:00 UTC\n  end: 2026-11-01 04:00 UTC'
  const file = (lines: string) => `---\ntitle: Upgrade\n${window}\n${lines}---\n\nWe upgrade.\n`
  const plan = 'maintenance "Upgrade" 2026-11-01T02:00:00Z/2026-11-01T04:00:00Z'
  const words = 'scheduled 2026-11-21T12:00:00Z: We upgrade.'
  const weekly = '  repeat: FREQ=WEEKLY\n'

  test.each([
    [
      'a day on which it would not take place',
      `${weekly}  except: [2026-11-09]\n`,
      '7:12: It does not take place on 2026-11-09 anyway.\n  Expected a day of the rule; the next one from then on is 2026-11-15.\n    except: [2026-11-15]',
      'FREQ=WEEKLY except=2026-11-09',
    ],
    [
      'a day before it began',
      `${weekly}  except: [2026-10-25]\n`,
      '7:12: It does not take place on 2026-10-25 anyway.\n  Expected a day of the rule; the next one from then on is 2026-11-01.\n    except: [2026-11-01]',
      'FREQ=WEEKLY except=2026-10-25',
    ],
    [
      'a day that is not in the calendar',
      `${weekly}  except: [2026-11-08, 2026-11-31]\n`,
      '7:24: `2026-11-31` is no day.\n  Expected days on which it is left out, as in:\n    except: [2026-11-08, 2026-12-24]',
      'FREQ=WEEKLY except=2026-11-08',
    ],
    [
      'a word',
      `${weekly}  except: Christmas\n`,
      '7:11: `Christmas` is no day.\n  Expected days on which it is left out, as in:\n    except: 2026-12-24',
      'FREQ=WEEKLY',
    ],
    [
      'days, of what does not repeat',
      '  except: [2026-11-01]\n',
      '6:3: `except` is for what repeats.\n  Expected `repeat:` beside it; to call off a single maintenance write below:\n    ## Completed',
      '',
    ],
    [
      'a misspelt key',
      `${weekly}  exept: [2026-11-08]\n`,
      '7:3: `exept` is no key of a maintenance.\n  Expected start, end, repeat or except, as in:\n    maintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }',
      'FREQ=WEEKLY',
    ],
    [
      'a count beyond reason',
      '  repeat: FREQ=DAILY;COUNT=20000\n',
      '6:11: `repeat` cannot be used: COUNT goes to 5000 at most; leave it out for one without an end.\n  Expected an RRULE, as in:\n    repeat: FREQ=MONTHLY;BYDAY=1SU',
      '',
    ],
  ])('%s', (_, lines, says, rest) => {
    expectRead(file(lines), says, `${`${plan} ${rest}`.trim()}\n${words}`)
  })

  test('a former name that no file could have had', () => {
    expectRead(
      '---\ntitle: Slow API\nwas: [../secret, old-name.md]\n---\n\n## Investigating · 2026-11-21 10:02 UTC\n',
      '3:7: `was` holds no name that this file could have had.\n  Expected:\n    was: [old-name]',
      'incident "Slow API" was=old-name\ninvestigating 2026-11-21T10:02:00Z',
    )
  })
})
