import process from 'node:process'
import { pause } from '../probe/deadline.ts'

/** Hears the first SIGTERM or SIGINT as a wish to end tidily; a second one ends at once, as signals do. */
export function stopOnSignals(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController()
  const stop = () => {
    controller.abort(new Error('The run was asked to end.'))
    forget()
  }
  const forget = () => {
    process.off('SIGTERM', stop)
    process.off('SIGINT', stop)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  return { signal: controller.signal, forget }
}

/** How long the last publish may take after a signal; whoever sent it kills soon. */
const lastWords = 3500

/** Waits for the last publish, but after a signal not for long. False when it was not there in time. */
export async function inTime(work: Promise<void>, stop: AbortSignal): Promise<boolean> {
  if (!stop.aborted) return await work.then(() => true)
  const done = work.then(
    () => true,
    () => false,
  )
  return await Promise.race([done, pause(lastWords).then(() => false)])
}
