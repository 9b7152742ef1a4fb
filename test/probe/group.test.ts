import { describe, expect, test } from 'vitest'
import type { CheckOf, Component } from '../../src/config/config.ts'
import { groupResults, type MemberResults, withTheirGroups } from '../../src/probe/group.ts'
import type { ProbeResult } from '../../src/probe/probe.ts'
import { columnsOf } from '../../src/probe/targets.ts'
import type { Verdict } from '../../src/verdict/classes.ts'
import { brief, component, tcp, timing } from './support/check.ts'

const now = 1_795_255_380

function group(id: string, members: string[], keys: Partial<CheckOf<'group'>> = {}): Component {
  return component(id, { ...timing, type: 'group', members, ...keys })
}
const single = (id: string) => component(id, tcp(1))

function result(id: string, verdict: Verdict, ms = 10, place: string | null = null): ProbeResult {
  const name = { up: null, degraded: 'slow', partial: 'reported', down: 'refused', unknown: 'checker' } as const
  const finding = { verdict, class: name[verdict], detail: verdict === 'partial' ? 'partial_outage' : null }
  const timings = { dns: null, connect: null, tls: null, ttfb: null, total: ms }
  return { component: id, place, ...finding, ms, timings, attempts: [] }
}
const seenAt = (time: number, verdict: Verdict, ms = 10) => ({
  verdict,
  time,
  columns: new Map([['x', { verdict, ms }]]),
})

function told(components: Component[], known: Partial<MemberResults>): Record<string, string> {
  const found = groupResults(components, { all: components, results: [], seen: new Map(), now, ...known })
  return Object.fromEntries(found.map((one) => [one.component, brief(one)]))
}

describe('a group', () => {
  const all = [group('g', ['a', 'b']), single('a'), single('b')]

  test('is summed up from the results of the round', () => {
    expect(told(all, { results: [result('a', 'up'), result('b', 'down')] })).toEqual({
      g: 'down reported:major_outage',
    })
    expect(told(all, { results: [result('a', 'up'), result('b', 'up')] })).toEqual({ g: 'up' })
  })

  test('takes the newest result of a member that was not probed now, as long as it holds', () => {
    const results = [result('a', 'up')]
    const held = new Map([['b', seenAt(now - 3600, 'down')]])
    expect(told(all, { results, seen: held })).toEqual({ g: 'down reported:major_outage' })
    const stale = new Map([['b', seenAt(now - 3601, 'down')]])
    expect(told(all, { results, seen: stale })).toEqual({ g: 'up' })
    expect(told(all, { seen: stale })).toEqual({ g: 'unknown checker:members' })
  })

  test('takes this round before an older one', () => {
    const seen = new Map([['a', seenAt(now - 60, 'down')]])
    expect(told(all, { results: [result('a', 'up'), result('b', 'up')], seen })).toEqual({ g: 'up' })
  })

  test('lets the places of a member vote first', () => {
    const results = [result('a', 'down', 5, 'v4'), result('a', 'up', 5, 'v6'), result('b', 'up')]
    expect(told(all, { results })).toEqual({ g: 'partial reported:partial_outage' })
  })

  test('is as slow as its slowest member, and has one attempt to show', () => {
    const results = [result('a', 'up', 20), result('b', 'up', 300)]
    const [one] = groupResults(all, { all, results, seen: new Map(), now })
    expect(one).toMatchObject({ component: 'g', place: null, ms: 300, timings: { ttfb: null, total: 300 } })
    expect(one!.attempts).toHaveLength(1)
  })

  test('of groups is summed up from theirs, in whatever order they stand', () => {
    const nested = [
      group('top', ['g', 'h']),
      group('g', ['a', 'b']),
      group('h', ['b'], { at_least: 1 }),
      single('a'),
      single('b'),
    ]
    const results = [result('a', 'degraded'), result('b', 'up')]
    const expected = 'degraded reported:degraded_performance'
    expect(told(nested, { results })).toEqual({ top: expected, g: expected, h: 'up' })
  })

  test('without at least one that works is down', () => {
    const two = [group('g', ['a', 'b'], { at_least: 1 }), single('a'), single('b')]
    expect(told(two, { results: [result('a', 'up'), result('b', 'down')] })).toEqual({
      g: 'degraded reported:degraded_performance',
    })
    expect(told(two, { results: [result('a', 'down'), result('b', 'down')] })).toEqual({
      g: 'down reported:major_outage',
    })
  })

  test('does not count a retired member, nor one that incidents alone set', () => {
    const mixed = [group('g', ['a', 'b', 'c']), { ...single('a'), retired: now }, single('b'), component('c', null)]
    const seen = new Map([['a', seenAt(now - 60, 'down')]])
    expect(told(mixed, { results: [result('b', 'up')], seen })).toEqual({ g: 'up' })
  })

  test('in a ring is unknown, and ends', () => {
    const ring = [group('g', ['h']), group('h', ['g'])]
    expect(told(ring, {})).toEqual({ g: 'unknown checker:members', h: 'unknown checker:members' })
  })

  test('has one column, by whatever address its members are asked', () => {
    expect(columnsOf(group('g', ['a'], { ip: 'both', locations: ['eu'] }))).toEqual(['g'])
  })
})

test('news of a member is news of its groups, and of theirs', () => {
  const all = [group('top', ['g']), group('g', ['a']), group('other', ['b']), single('a'), single('b')]
  const ids = (asked: Component[]) => withTheirGroups(asked, all).map(({ id }) => id)
  expect(ids([all[3]!])).toEqual(['top', 'g', 'a'])
  expect(ids([all[1]!, all[3]!])).toEqual(['top', 'g', 'a'])
  expect(ids([])).toEqual([])
})
