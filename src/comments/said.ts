import { noBraces } from '../incidents/braces.ts'
import type { Post, Update } from '../incidents/incident.ts'
import { counterparts, type Status, statusesOf } from '../incidents/words.ts'
import { type Instant, minute } from '../time/instant.ts'
import type { Options } from './option.ts'

/** What was said, as an update of a post. */
export function updateOf(
  command: Pick<Options, 'components' | 'next' | 'quiet'> & { text: string },
  at: Instant,
  status: Status,
): Update {
  const { components, next, quiet, text } = command
  return { ...noBraces, status, at, body: text, line: 0, components, next, quiet }
}

/** The word of this kind of post for what was said; null when it has none. */
export function statusFor(status: Status, { kind }: Post): Status | null {
  const allowed = statusesOf(kind)
  if (allowed.includes(status)) return status
  const other = status === 'identified' ? 'in_progress' : counterparts[status]
  return other !== undefined && allowed.includes(other) ? other : null
}

/** Whether the post says it: the same comment may be delivered twice. Marks and blanks may have been mended on the way. */
export function isThere(update: Update, { updates }: Post, at: Instant): boolean {
  const plain = (body: string) => body.replace(/[#\s`~]+/g, '')
  return updates.some(
    (one) => one.status === update.status && Math.abs(one.at - at) < minute && plain(one.body) === plain(update.body),
  )
}
