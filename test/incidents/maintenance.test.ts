import { describe, expect, test } from 'vitest'
import type { Post } from '../../src/incidents/incident.ts'
import { occurrenceStatus, occurrences } from '../../src/incidents/maintenance.ts'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'
import { read } from './reading.ts'

const at = (text: string) => parseInstant(text)!

function maintenance(start: string, end: string, repeat: string | null, updates = ''): Post {
  const rule = repeat === null ? '' : `\n  repeat: ${repeat}`
  const { post, says } = read(
    `---\ntitle: Upgrade\ncomponents: [api]\nmaintenance:\n  start: ${start}\n  end: ${end}${rule}\n---\n\n${updates}\n`,
    'up',
  )
  expect(says).toBe('')
  return post!
}

function windows(post: Post, now: string, timezone = 'Europe/Berlin'): string[] {
  return occurrences(post, timezone, at(now)).map(
    ({ id, start, end }) => `${id} ${formatInstant(start)}/${formatInstant(end)}`,
  )
}

describe('a maintenance that happens once', () => {
  test('has its own id and all its updates, however old it is', () => {
    const post = maintenance('2020-01-01 02:00', '2020-01-01 04:00', null, '## Scheduled · 2019-11-01 10:00 UTC')
    expect(windows(post, '2026-01-01T00:00:00Z')).toEqual(['up 2020-01-01T01:00:00Z/2020-01-01T03:00:00Z'])
    expect(occurrences(post, 'UTC', at('2026-01-01T00:00:00Z'))[0]?.updates).toHaveLength(1)
  })

  test.each([
    ['{start=2026-01-02 03:00 UTC}', '2026-01-02T03:00:00Z/2026-01-02T05:00:00Z'],
    ['{end=2026-01-01 06:00 UTC}', '2026-01-01T02:00:00Z/2026-01-01T06:00:00Z'],
    ['{start=2026-01-02 03:00 UTC, end=2026-01-02 03:30 UTC}', '2026-01-02T03:00:00Z/2026-01-02T03:30:00Z'],
    ['{end=2026-01-01 01:00 UTC}', '2026-01-01T02:00:00Z/2026-01-01T04:00:00Z'],
  ])('is moved by %s', (braces, window) => {
    const post = maintenance(
      '2026-01-01 02:00 UTC',
      '2026-01-01 04:00 UTC',
      null,
      `## Scheduled · 2025-12-30 10:00 UTC ${braces}`,
    )
    expect(windows(post, '2026-01-01T00:00:00Z')).toEqual([`up ${window}`])
  })

  test.each([
    ['ends when it is completed', '2026-01-01 03:15 UTC', '2026-01-01T02:00:00Z/2026-01-01T03:15:00Z'],
    [
      'never lasts longer for being completed late',
      '2026-01-01 09:00 UTC',
      '2026-01-01T02:00:00Z/2026-01-01T04:00:00Z',
    ],
    ['called off before it began has no length', '2025-12-31 09:00 UTC', '2026-01-01T02:00:00Z/2026-01-01T02:00:00Z'],
  ])('%s', (_, completed, window) => {
    const post = maintenance('2026-01-01 02:00 UTC', '2026-01-01 04:00 UTC', null, `## Completed · ${completed}`)
    expect(windows(post, '2026-01-01T00:00:00Z')).toEqual([`up ${window}`])
  })

  test.each([
    ['2025-12-31T08:59:59Z', 'scheduled'],
    ['2025-12-31T09:00:00Z', 'completed'],
    ['2026-01-01T03:00:00Z', 'completed'],
  ])('called off before it began, at %s is %s', (now, status) => {
    const post = maintenance(
      '2026-01-01 02:00 UTC',
      '2026-01-01 04:00 UTC',
      null,
      '## Completed · 2025-12-31 09:00 UTC\n\nNot needed.',
    )
    const [window] = occurrences(post, 'UTC', at(now))
    expect(occurrenceStatus(window!, at(now))).toBe(status)
    expect(window!.calledOff).toBe(at('2025-12-31T09:00:00Z'))
    expect(window!.planned).toEqual({ start: at('2026-01-01T02:00:00Z'), end: at('2026-01-01T04:00:00Z') })
  })

  test('goes on when somebody writes after its completion', () => {
    const post = maintenance(
      '2026-01-01 02:00 UTC',
      '2026-01-01 04:00 UTC',
      null,
      '## Completed · 2026-01-01 03:00 UTC\n## In progress · 2026-01-01 03:10 UTC',
    )
    expect(windows(post, '2026-01-01T00:00:00Z')).toEqual(['up 2026-01-01T02:00:00Z/2026-01-01T04:00:00Z'])
  })

  test.each([
    ['2026-01-01T01:59:59Z', 'scheduled'],
    ['2026-01-01T02:00:00Z', 'in_progress'],
    ['2026-01-01T03:00:00Z', 'verifying'],
    ['2026-01-01T03:59:59Z', 'verifying'],
    ['2026-01-01T04:00:00Z', 'completed'],
  ])('at %s is %s by the clock and its updates', (now, status) => {
    const post = maintenance(
      '2026-01-01 02:00 UTC',
      '2026-01-01 04:00 UTC',
      null,
      '## Verifying · 2026-01-01 03:00 UTC',
    )
    expect(occurrenceStatus(occurrences(post, 'UTC', at(now))[0]!, at(now))).toBe(status)
  })
})

describe('a maintenance that repeats', () => {
  test('is expanded 400 days back and to the next twelve', () => {
    const post = maintenance('2020-01-05 02:00 UTC', '2020-01-05 04:00 UTC', 'FREQ=WEEKLY')
    const all = windows(post, '2026-01-01T00:00:00Z', 'UTC')
    expect(all[0]).toBe('up-20241201 2024-12-01T02:00:00Z/2024-12-01T04:00:00Z')
    expect(all.at(-1)).toBe('up-20260322 2026-03-22T02:00:00Z/2026-03-22T04:00:00Z')
    expect(all).toHaveLength(57 + 12)
  })

  test.each<[string, string, string, string[]]>([
    [
      'keeps its wall clock when clocks go forward',
      '2026-03-28 01:00',
      'FREQ=DAILY;COUNT=3',
      ['up-20260328 2026-03-28T00:00:00Z', 'up-20260329 2026-03-29T00:00:00Z', 'up-20260330 2026-03-29T23:00:00Z'],
    ],
    [
      'takes place an hour later where the clock skips its start',
      '2026-03-28 02:30',
      'FREQ=DAILY;COUNT=3',
      ['up-20260328 2026-03-28T01:30:00Z', 'up-20260329 2026-03-29T01:30:00Z', 'up-20260330 2026-03-30T00:30:00Z'],
    ],
    [
      'takes the first of two where the clock repeats its start',
      '2026-10-24 02:30',
      'FREQ=DAILY;COUNT=3',
      ['up-20261024 2026-10-24T00:30:00Z', 'up-20261025 2026-10-25T00:30:00Z', 'up-20261026 2026-10-26T01:30:00Z'],
    ],
    [
      'on the first Sunday of the month',
      '2026-03-01 02:00',
      'FREQ=MONTHLY;BYDAY=1SU;COUNT=3',
      ['up-20260301 2026-03-01T01:00:00Z', 'up-20260405 2026-04-05T00:00:00Z', 'up-20260503 2026-05-03T00:00:00Z'],
    ],
    [
      'on the last day of the month',
      '2026-01-31 02:00',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3',
      ['up-20260131 2026-01-31T01:00:00Z', 'up-20260228 2026-02-28T01:00:00Z', 'up-20260331 2026-03-31T00:00:00Z'],
    ],
    [
      'on the 31st only where there is one',
      '2026-01-31 02:00',
      'FREQ=MONTHLY;COUNT=3',
      ['up-20260131 2026-01-31T01:00:00Z', 'up-20260331 2026-03-31T00:00:00Z', 'up-20260531 2026-05-31T00:00:00Z'],
    ],
    [
      'until a moment in UTC, though it repeats by the local clock',
      '2026-05-01 01:00',
      'FREQ=DAILY;UNTIL=20260502T230000Z',
      ['up-20260501 2026-04-30T23:00:00Z', 'up-20260502 2026-05-01T23:00:00Z', 'up-20260503 2026-05-02T23:00:00Z'],
    ],
    [
      'every second week on two days',
      '2026-06-02 02:00',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4',
      [
        'up-20260602 2026-06-02T00:00:00Z',
        'up-20260604 2026-06-04T00:00:00Z',
        'up-20260616 2026-06-16T00:00:00Z',
        'up-20260618 2026-06-18T00:00:00Z',
      ],
    ],
  ])('%s', (_, start, rule, expected) => {
    const [date, clock] = start.split(' ') as [string, string]
    const post = maintenance(start, `${date} ${String(Number(clock.slice(0, 2)) + 3).padStart(2, '0')}:00`, rule)
    expect(windows(post, '2026-06-01T00:00:00Z').map((line) => line.split('/')[0])).toEqual(expected)
  })

  test.each([
    ['[2026-01-11]', ['up-20260104', 'up-20260118', 'up-20260125']],
    ['[20260104, 2026-01-18 02:00 UTC]', ['up-20260111', 'up-20260125']],
    ['2026-01-25', ['up-20260104', 'up-20260111', 'up-20260118']],
  ])('leaves out the days of %s', (except, ids) => {
    const rule = `FREQ=WEEKLY;COUNT=4\n  except: ${except}`
    const post = maintenance('2026-01-04 02:00 UTC', '2026-01-04 04:00 UTC', rule)
    expect(windows(post, '2026-01-01T00:00:00Z', 'UTC').map((line) => line.split(' ')[0])).toEqual(ids)
  })

  test('has its next twelve although days are left out', () => {
    const rule = 'FREQ=WEEKLY\n  except: [2026-01-04, 2026-01-18]'
    const post = maintenance('2025-12-28 02:00 UTC', '2025-12-28 04:00 UTC', rule)
    const all = windows(post, '2026-01-01T00:00:00Z', 'UTC').map((line) => line.split(' ')[0])
    expect([all[0], all[1], all[2], all.at(-1), all.length]).toEqual([
      'up-20251228',
      'up-20260111',
      'up-20260125',
      'up-20260405',
      13,
    ])
  })

  test('calls off the one occurrence that a word completes before its start', () => {
    const post = maintenance(
      '2026-01-04 02:00 UTC',
      '2026-01-04 04:00 UTC',
      'FREQ=WEEKLY;COUNT=3',
      '## Completed · 2026-01-10 09:00 UTC\n\nNot this week.',
    )
    const all = occurrences(post, 'UTC', at('2026-01-01T00:00:00Z'))
    expect(all.map(({ calledOff }) => calledOff !== null)).toEqual([false, true, false])
  })

  test('is of one length to the second, also over a clock change', () => {
    const post = maintenance('2026-03-22 01:00', '2026-03-22 04:00', 'FREQ=WEEKLY;COUNT=2')
    const lengths = occurrences(post, 'Europe/Berlin', at('2026-04-01T00:00:00Z')).map(({ start, end }) => end - start)
    expect(lengths).toEqual([10_800, 10_800])
  })

  test('gives each update to the window it is about', () => {
    const post = maintenance(
      '2026-01-04 02:00 UTC',
      '2026-01-04 04:00 UTC',
      'FREQ=WEEKLY;COUNT=3',
      `## Scheduled · 2025-12-20 10:00 UTC

For all.

## In progress · 2026-01-04 03:00 UTC {end=2026-01-04 06:00 UTC}

For the first.

## Completed · 2026-01-11 03:00 UTC

For the second.

## Scheduled · 2026-01-17 12:00 UTC {start=2026-01-18 05:00 UTC}

For the third.
`,
    )
    const all = occurrences(post, 'UTC', at('2026-02-01T00:00:00Z'))
    expect(all.map(({ updates }) => updates.map(({ body }) => body))).toEqual([
      ['For all.', 'For the first.'],
      ['For all.', 'For the second.'],
      ['For all.', 'For the third.'],
    ])
    expect(windows(post, '2026-02-01T00:00:00Z', 'UTC')).toEqual([
      'up-20260104 2026-01-04T02:00:00Z/2026-01-04T06:00:00Z',
      'up-20260111 2026-01-11T02:00:00Z/2026-01-11T03:00:00Z',
      'up-20260118 2026-01-18T05:00:00Z/2026-01-18T07:00:00Z',
    ])
  })
})
