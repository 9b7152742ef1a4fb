import type { ComponentStatus } from '../incidents/incident.ts'
import type { Instant } from '../time/instant.ts'
import type { FoundUpdate } from './haul.ts'
import { isHtml, textOfHtml } from './html-text.ts'
import { type MarkedPart, markedParts } from './marked-parts.ts'

/**
 * The updates of an issue's one text. Its first part was said at the start, its last one at the end; what was said in
 * between without a time stays with the part before it, since nobody can tell when that was.
 */
export function toldUpdates(
  body: string,
  about: {
    start: Instant
    end: Instant | null
    components: Record<string, ComponentStatus>
    zone: string
    warnings: string[]
  },
): FoundUpdate[] {
  const { start, end, components, warnings } = about
  const parts = markedParts(body.replaceAll(/\r\n?/g, '\n'), about.zone)
  const [first, ...later] = parts.length === 0 ? [{ status: null, at: null, body: '' } satisfies MarkedPart] : parts
  const updates: FoundUpdate[] = [
    { status: 'investigating', at: Math.min(first!.at ?? start, start), body: plain(first!.body), components },
  ]
  let last = ''
  for (const [index, part] of later.entries()) {
    const isLast = index === later.length - 1
    if (part.status === 'resolved' && end !== null && isLast) last = plain(part.body)
    else if (part.at !== null && (end === null || part.at <= end)) {
      const status = part.status === null || part.status === 'resolved' ? 'investigating' : part.status
      updates.push({ status, at: Math.max(part.at, start), body: plain(part.body), components: {} })
    } else {
      const before = updates.at(-1)!
      const text = plain(part.body)
      before.body = `${before.body}\n\n${text.startsWith('### ') ? '' : '### Update\n\n'}${text}`.trim()
      warnings.push('An update in its text has no time of its own; it stays with the one before.')
    }
  }
  // A single part that says it is the end tells what was done; there is nothing else to show at the start.
  if (end !== null)
    updates.push({ status: 'resolved', at: Math.max(end, updates.at(-1)!.at), body: last, components: {} })
  return updates
}

function plain(text: string): string {
  return isHtml(text) ? textOfHtml(text) : text.trim()
}
