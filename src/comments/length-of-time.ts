import { day, hour, minute } from '../time/instant.ts'

const minutes = 'm|mins?|minutes?'
const pattern = new RegExp(
  `^\\s*(?:(\\d{1,4}(?:[.,]\\d{1,2})?)\\s*(?:h|hrs?|hours?)(?:\\s*(\\d{1,2})\\s*(?:${minutes}))?|(\\d{1,5})\\s*(?:${minutes})|(\\d{1,3})\\s*(?:d|days?))(?![\\p{L}\\p{N}])`,
  'iu',
)

/**
 * A length of time as thumbs write it, at the beginning of a text: `2h`, `2 hours`, `1h30m`, `90 min`, `1.5h`, `1d`.
 * Seconds, and how many characters it took; null when there is none. Without a unit it is none: 30 could be hours.
 */
export function lengthAt(text: string): { seconds: number; taken: number } | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [all, hours = '0', more = '0', whole = '0', days = '0'] = match
  const seconds = Number(hours.replace(',', '.')) * hour + (Number(more) + Number(whole)) * minute + Number(days) * day
  return { seconds: Math.round(seconds), taken: all.length }
}

/** The same of a whole word. */
export function lengthOf(word: string): number | null {
  const found = lengthAt(word)
  return found !== null && found.taken === word.length ? found.seconds : null
}
