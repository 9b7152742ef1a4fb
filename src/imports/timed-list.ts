import type { Instant } from '../time/instant.ts'
import { readLooseTime } from './loose-time.ts'

export interface TimedPart {
  at: Instant
  /** Still as it was written. */
  body: string
}

/**
 * Several updates told in one body: `<ul><li><strong>2014-07-23 22:03:45</strong> - text</li>...</ul>`, as pages have
 * them that were themselves moved once. Oldest first; null when the body is no such list throughout.
 */
export function timedList(body: string, zone: string): TimedPart[] | null {
  const list = /^\s*<ul>([\s\S]*)<\/ul>\s*$/i.exec(body)
  if (list === null) return null
  const items = list[1]!.split(/<\/li>/i).filter((item) => item.trim() !== '')
  const parts: TimedPart[] = []
  for (const item of items) {
    const match = /^\s*<li>\s*<(strong|b)>([^<]+)<\/\1>\s*[-–—:]?\s*([\s\S]*)$/i.exec(item)
    const at = match === null ? null : readLooseTime(match[2]!, zone)
    if (match === null || at === null) return null
    parts.push({ at, body: match[3]! })
  }
  return parts.length === 0 ? null : parts.toSorted((a, b) => a.at - b.at)
}
