/** Waits `ms`, or less when `signal` ends the wait; never throws. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}

/** What `work` gives, unless the signal comes first: then its reason is thrown at once, whatever `work` still does. */
export function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/**
 * Runs `work` under one total deadline. Idle timers would let a trickled body or endless 1xx answers live for ever,
 * so this one clock is the only one an attempt has. `stop` (the run is to end) cuts it short as well.
 */
export async function withDeadline<T>(
  seconds: number,
  stop: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const end = () => controller.abort(new Error('The time for this attempt is over.'))
  const timer = setTimeout(end, seconds * 1000)
  if (stop?.aborted) end()
  stop?.addEventListener('abort', end)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
    stop?.removeEventListener('abort', end)
    // Whatever the probe left open goes with it.
    end()
  }
}
