/** Hours that pass in no time: whatever sleeps is woken in order, and between two wakings all that can go on does. */
export interface Time {
  now: () => number
  sleep: (seconds: number) => Promise<void>
  /** Lets time pass until `end`. */
  run: (end: number) => Promise<void>
}

export function makeTime(): Time {
  let now = 0
  let order = 0
  const sleepers: { at: number; order: number; wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (seconds) =>
      new Promise((wake) => {
        order += 1
        const sleeper = { at: now + Math.max(0, Math.round(seconds)), order, wake }
        const index = sleepers.findLastIndex(({ at }) => at <= sleeper.at)
        sleepers.splice(index + 1, 0, sleeper)
      }),
    run: async (end) => {
      while (sleepers.length > 0 && sleepers[0]!.at <= end) {
        const { at, wake } = sleepers.shift()!
        now = at
        wake()
        await new Promise((resolve) => setImmediate(resolve))
      }
      now = end
    },
  }
}

/** Dice that fall the same way each time. */
export function dice(seed: number) {
  let state = seed >>> 0
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    chance: (probability: number) => next() < probability,
    between: (low: number, high: number) => low + next() * (high - low),
    /** Mostly short, sometimes very long. */
    about: (mean: number, most: number) => Math.min(most, -Math.log(1 - next()) * mean),
  }
}

export type Dice = ReturnType<typeof dice>
