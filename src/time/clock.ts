import { type Instant, parseInstant } from './instant.ts'

/** The one clock. A command asks it once and hands `now` down; nothing below a command reads the time of day itself. */
export type Clock = () => Instant

export const systemClock: Clock = () => Math.floor(Date.now() / 1000)

/** A clock that stands still at `--now`, so that every answer can be repeated. Null when the text is no time. */
export function fixedClock(text: string): Clock | null {
  const instant = parseInstant(text)
  return instant === null ? null : () => instant
}
