/**
 * After this long an attempt only waits for its server: it costs no processor time that could distort the others'
 * figures, and gives its slot back. Its answer, when it comes, is a matter of a millisecond.
 */
const busyFor = 20
/** Starts are at least this far apart, so that connections and answers do not fall on one another. */
const apart = 1

/** Lets so many attempts be busy at once; the rest wait in the order they came. */
export interface Slots {
  run: <T>(work: () => Promise<T>) => Promise<T>
}

export function slotsOf(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count
  let pacing = false
  /** One start a turn of the event loop at most: where the processor is the limit, timers are late and starts rarer. */
  const startNext = () => {
    if (pacing || free === 0) return
    const next = waiting.shift()
    if (next === undefined) return
    free -= 1
    pacing = true
    setTimeout(() => {
      pacing = false
      startNext()
    }, apart)
    next()
  }
  return {
    async run(work) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        startNext()
      })
      let held = true
      const giveBack = () => {
        if (!held) return
        held = false
        free += 1
        startNext()
      }
      const timer = setTimeout(giveBack, busyFor)
      try {
        return await work()
      } finally {
        clearTimeout(timer)
        giveBack()
      }
    },
  }
}
