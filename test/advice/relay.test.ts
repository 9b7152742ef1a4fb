import { describe, expect, test } from 'vitest'
import { handover, type ListedRun } from '../../src/advice/relay.ts'

const now = 1_795_000_000
const minute = 60
const me: ListedRun = { id: 100, status: 'in_progress', conclusion: null, ended: now }
const run = (id: number, status: string, conclusion: string | null = null, minutesAgo = 0): ListedRun => ({
  id,
  status,
  conclusion,
  ended: now - minutesAgo * minute,
})
const failed = (id: number, minutesAgo: number) => run(id, 'completed', 'failure', minutesAgo)

describe('a run of the relay', () => {
  test.each(['requested', 'queued', 'pending', 'waiting'])('leaves it at the run that is %s', (status) => {
    expect(handover([run(101, status), me], 100, now)).toBe('waits')
    // Whoever started it: an event of the schedule that was late may have the smaller number.
    expect(handover([me, run(99, status)], 100, now)).toBe('waits')
  })

  test('starts the next one when none waits', () => {
    expect(handover([], 100, now)).toBe('start')
    expect(handover([me, run(99, 'completed', 'success', 1)], 100, now)).toBe('start')
    expect(handover([me, run(101, 'completed', 'cancelled')], 100, now)).toBe('start')
  })

  test('does not take itself for the one that waits: the list may be a little old', () => {
    expect(handover([run(100, 'pending')], 100, now)).toBe('start')
  })

  test('goes on after one failure, and after two', () => {
    expect(handover([me, failed(99, 1)], 100, now)).toBe('start')
    expect(handover([me, failed(99, 1), failed(98, 2), run(97, 'completed', 'success', 50)], 100, now)).toBe('start')
  })

  test('rests after three failures in a row within half an hour', () => {
    expect(handover([me, failed(99, 1), failed(98, 2), failed(97, 3)], 100, now)).toBe('rest')
    expect(handover([failed(97, 3), me, failed(99, 1), failed(98, 29)], 100, now)).toBe('rest')
  })

  test('does not count what was cancelled while it waited', () => {
    const cancelled = run(98, 'completed', 'cancelled', 2)
    expect(handover([me, failed(99, 1), cancelled, failed(97, 3), failed(96, 4)], 100, now)).toBe('rest')
    expect(handover([me, failed(99, 1), cancelled, failed(97, 3)], 100, now)).toBe('start')
  })

  test('starts again when the failures are half an hour old, as of one that kept its beat for 50 minutes', () => {
    expect(handover([me, failed(99, 30), failed(98, 31), failed(97, 32)], 100, now)).toBe('start')
  })

  test('takes a success in between for the end of the trouble', () => {
    const success = run(98, 'completed', 'success', 2)
    expect(handover([me, failed(99, 1), success, failed(97, 3), failed(96, 4)], 100, now)).toBe('start')
  })
})
