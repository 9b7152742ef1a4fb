import { describe, expect, test } from 'vitest'
import { type Seen, watchEvery } from '../../src/commands/check-due.ts'
import { watchNewlyDown } from '../../src/commands/check-watch.ts'
import type { Verdict } from '../../src/verdict/classes.ts'
import { component, http } from '../probe/support/check.ts'

const start = 1_795_255_500
const seen = (verdict: Verdict, downSince: number | null, time = start): Seen => ({
  verdict,
  time,
  downSince,
  columns: new Map(),
})
const page = ['api', 'web'].map((id) => component(id, http('http://127.0.0.1/', { watch: 900 })))

/** Watches with a clock that goes a minute a round, and says who was probed in each. */
async function watched(state: Map<string, Seen>, round: (number: number, now: number) => void) {
  const rounds: string[][] = []
  let now = start
  const stop = new AbortController()
  await watchNewlyDown(page, state, { every: 0.001, clock: () => now, stop: stop.signal }, async (newly) => {
    rounds.push(newly.map(({ id }) => id))
    now += 60
    round(rounds.length, now)
    if (rounds.length > 50) stop.abort()
  })
  return rounds
}

describe('a run stays while something is newly down', () => {
  test('until it is up again, and probes nothing else', async () => {
    const state = new Map([
      ['api', seen('down', start)],
      ['web', seen('up', null)],
    ])
    const rounds = await watched(state, (number, now) => {
      if (number === 3) state.set('api', seen('up', null, now))
    })
    expect(rounds).toEqual([['api'], ['api'], ['api']])
  })

  test('no longer than its `watch`: fifteen looks, a minute apart', async () => {
    const rounds = await watched(new Map([['api', seen('down', start)]]), () => {})
    expect(rounds).toHaveLength(15)
    expect(watchEvery).toBe(60)
  })

  test('and what goes down meanwhile is watched too', async () => {
    const state = new Map([['api', seen('down', start)]])
    const rounds = await watched(state, (number, now) => {
      if (number === 1) state.set('web', seen('down', now, now))
      if (number === 2) state.clear()
    })
    expect(rounds).toEqual([['api'], ['api', 'web']])
  })

  test('not for what was down long before, is partly down, or unknown', async () => {
    const state = new Map([
      ['api', seen('down', start - 900)],
      ['web', seen('partial', null)],
    ])
    expect(await watched(state, () => {})).toEqual([])
  })

  test('waits for no look that would come after its `watch`', async () => {
    const state = new Map([['api', seen('down', start - 850)]])
    const options = { every: 60, clock: () => start, stop: new AbortController().signal }
    await watchNewlyDown(page, state, options, async () => {
      throw new Error('probed')
    })
  })

  test('ends at once when it is asked to', async () => {
    const stop = new AbortController()
    const state = new Map([['api', seen('down', start)]])
    const watching = watchNewlyDown(page, state, { every: 600, clock: () => start, stop: stop.signal }, async () => {
      throw new Error('probed')
    })
    stop.abort()
    await watching
  })
})
