import { setMaxListeners } from 'node:events'
import type { Component } from '../config/config.ts'
import type { Failure } from '../problem/problem.ts'
import { bestOf } from '../verdict/best.ts'
import { attempt, type RoundContext } from './attempt.ts'
import { asNoNetwork, judgeOurselves } from './checker.ts'
import { pause } from './deadline.ts'
import type { AskPlaces } from './places.ts'
import type { Attempt, ProbeResult } from './probe.ts'
import { type Slots, slotsOf } from './slots.ts'
import { columnOf, columnsOf, type LastResult, type ProbeTarget, slowestFirst, targetsOf } from './targets.ts'
import { warmUp } from './warm-up.ts'

export interface RoundOptions {
  /** Busy at once; default 20, above which the figures get distorted. */
  concurrency?: number
  /** The newest result of each column. What was down gets one attempt; the slowest begins first. */
  last?: ReadonlyMap<string, LastResult>
  /** Hosts that are asked when nearly everything fails. */
  reference: readonly string[]
  /** Asks the places of `locations:`; without it they are left out. */
  places?: AskPlaces
  onProgress?: (progress: { done: number; total: number; down: number }) => void
  /** A sentence for the person who runs the checks, such as a missing secret; each is told once. */
  onFailure?: (failure: Failure) => void
  /** Ends the round early; what has no verdict by then is left out. */
  stop?: AbortSignal
}

/** Probes components side by side, confirms what fails, and gives a result each in the order of the components. */
export async function probeRound(
  components: readonly Component[],
  context: RoundContext,
  options: RoundOptions,
): Promise<ProbeResult[]> {
  const targets = targetsOf(components)
  const last = options.last ?? new Map<string, LastResult>()
  const slots = slotsOf(options.concurrency ?? 20)
  const found = new Map<string, ProbeResult>()
  // Every attempt listens to it; that is no leak.
  if (options.stop !== undefined) setMaxListeners(0, options.stop)
  let down = 0
  const told = new Set<string>()
  const onFailure = (failure: Failure) => {
    if (!told.has(failure.message)) options.onFailure?.(failure)
    told.add(failure.message)
  }
  await warmUp(targets, context)
  const roots = new Set(targets.flatMap(({ check }) => check.ca ?? []))
  if (roots.size > 0) {
    const { prepareTrust } = await import('./handshake.ts')
    for (const path of roots) await prepareTrust(path, context)
  }
  const placed = options.places?.(components, { last, onFailure, stop: options.stop }) ?? Promise.resolve([])
  await Promise.all(
    slowestFirst(targets, last).map(async (target) => {
      const wasDown = last.get(columnOf(target))?.verdict === 'down'
      const ask = () => attempt(target.check, context, { stop: options.stop, onFailure })
      const attempts = await attemptsOf(target, wasDown ? 1 : target.check.confirm, slots, ask, options.stop)
      if (attempts === null) return
      const { verdict, class: resultClass, detail, ms, timings } = bestOf(attempts)
      const { component, place } = target
      found.set(columnOf(target), { component, place, verdict, class: resultClass, detail, ms, timings, attempts })
      if (verdict === 'down') down += 1
      options.onProgress?.({ done: found.size, total: targets.length, down })
    }),
  )
  const own = targets.flatMap((target) => found.get(columnOf(target)) ?? [])
  const overIpv6 = new Set(targets.filter(({ check }) => check.ip === 6).map(columnOf))
  const { reference, stop } = options
  const [judged, elsewhere] = await Promise.all([judgeOurselves(own, context, { reference, stop, overIpv6 }), placed])
  const results = judged.ourFault ? elsewhere.map(asNoNetwork) : elsewhere
  const order = new Map(components.flatMap(columnsOf).map((column, at) => [column, at]))
  return [...judged.results, ...results].sort((a, b) => order.get(columnOf(a))! - order.get(columnOf(b))!)
}

/** One attempt, and more while it is down; null when the round was ended before they could say anything. */
async function attemptsOf(
  target: ProbeTarget,
  most: number,
  slots: Slots,
  ask: () => Promise<Attempt>,
  stop: AbortSignal | undefined,
): Promise<Attempt[] | null> {
  const attempts: Attempt[] = []
  for (;;) {
    const one = await slots.run(async () => (stop?.aborted ? null : await ask()))
    // An attempt that was cut short says nothing of the server.
    if (one === null || (stop?.aborted && one.verdict !== 'up')) return null
    attempts.push(one)
    if (one.verdict !== 'down' || one.final || attempts.length >= most) return attempts
    await pause(target.check.confirm_every * 1000, stop)
    if (stop?.aborted) return null
  }
}
