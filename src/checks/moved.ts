/**
 * `MOVED` in checks/ of a branch that results were moved away from: the name of the branch where they are now. Whoever
 * still publishes or pulls here goes on there, so that no row is lost between the move and the last run that began before.
 */
export const movedFile = 'MOVED'

export function formatMoved(branch: string): string {
  return `${branch}\n`
}

/** The branch, or null when the text names none that we would ask Git for. */
export function readMoved(text: string): string | null {
  const branch = text.trim()
  const sound = /^[\w][\w./-]{0,200}$/.test(branch) && !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(branch)
  return sound ? branch : null
}
