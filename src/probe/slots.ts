import { pause } from './deadline.ts'

/** After this long an attempt only waits: it costs no processor time that could distort the others' figures. */
const busyFor = 1000
/** Starts are this far apart, so that 20 handshakes do not fall on one another. */
const stagger = 4

/** Lets so many attempts be busy at once; the rest wait in the order they came. */
export interface Slots {
  run: <T>(work: () => Promise<T>) => Promise<T>
}

export function slotsOf(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count
  let nextStart = 0
  const release = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    async run(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      let held = true
      const giveBack = () => {
        if (held) release()
        held = false
      }
      const now = performance.now()
      nextStart = Math.max(now, nextStart + stagger)
      if (nextStart > now) await pause(nextStart - now)
      // One that hangs gives its slot back: twenty that hang must not hold up all that are well.
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
