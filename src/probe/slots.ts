import { pause } from './deadline.ts'

/** After this long an attempt only waits: it costs no processor time that could distort the others' figures. */
const busyFor = 1000
/** The first starts are this far apart, so that 20 handshakes do not fall on one another; later ones are by themselves. */
const stagger = 4

/** Lets so many attempts be busy at once; the rest wait in the order they came. */
export interface Slots {
  run: <T>(work: () => Promise<T>) => Promise<T>
}

export function slotsOf(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count
  let begun = 0
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
      const place = begun
      begun += 1
      if (place < count) await pause(place * stagger)
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
