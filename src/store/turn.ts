const last = new Map<string, Promise<unknown>>()

/**
 * Lets one hand at a time change a folder: while a publish puts merged files into checks/, a round of the same process
 * waits with its row, which would else go into the file that is being replaced. Never nested, or it waits for ever.
 */
export function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(folder) ?? Promise.resolve()
  const mine = before.then(work, work)
  // The failure is for whoever asked, not for the next in turn.
  const over = mine.catch(() => {})
  last.set(folder, over)
  void over.then(() => {
    if (last.get(folder) === over) last.delete(folder)
  })
  return mine
}
