import process from 'node:process'
import type { RoundOptions } from '../probe/round.ts'

/** One line that rewrites itself on a terminal's standard error; elsewhere nothing. */
export function progressLine(): { show: NonNullable<RoundOptions['onProgress']>; clear: () => void } {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show({ done, total, down }) {
      stderr.write(`\r\u001b[K${done} of ${total} probed${down > 0 ? `, ${down} down` : ''}`)
    },
    clear() {
      stderr.write('\r\u001b[K')
    },
  }
}
