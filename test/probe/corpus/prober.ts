// The probing half of the corpus: a process of its own, so that its memory and what it leaves open are its own.
import process from 'node:process'
import type { AnyCheck } from '../../../src/config/config.ts'
import { attemptAt } from '../support/check.ts'

const beat = 10
/** How late the clock's ticks came: what a busy machine held back is no fault of a probe. */
const ticks: { at: number; late: number }[] = []
let last = performance.now()
const clock = setInterval(() => {
  const at = performance.now()
  ticks.push({ at, late: at - last - beat })
  last = at
}, beat)

process.on('message', async (message: 'stop' | { id: number; check: AnyCheck }) => {
  if (message === 'stop') return stop()
  const { id, check } = message
  const begin = performance.now()
  const result = await attemptAt(check)
  const end = performance.now()
  const held = ticks.filter(({ at }) => at >= begin && at <= end + beat).map(({ late }) => late)
  process.send!({ id, result, took: end - begin - Math.max(0, ...held) })
})
process.send!('ready')

/** What a probe closes is gone after some turns of the loop. */
function stop(turns = 20): void {
  clearInterval(clock)
  if (turns > 0) setImmediate(() => stop(turns - 1))
  else {
    const open = process.getActiveResourcesInfo()
    process.send!({ peak: process.resourceUsage().maxRSS * 1024, open }, () => process.disconnect())
  }
}
