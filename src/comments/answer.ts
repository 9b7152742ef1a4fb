import { formatInstant, type Instant } from '../time/instant.ts'
import { formatWithOffset } from '../time/zone.ts'
import type { Mistake } from './command.ts'

/** What everything we answer is about: shown where a phone shows a line or two. */
export interface Written {
  /** Of the file. */
  id: string
  commit: string
  notes: string[]
}

/** `On the page since 03:07:41 UTC: LINK` */
export function liveAnswer({ id, commit, notes }: Written, since: Instant, link: string, timezone: string): string {
  return lines([
    `On the page since ${clockTime(since, timezone)}: ${link}`,
    ...notes,
    small(`\`incidents/${id}.md\`, ${commit}`),
  ])
}

/** `minutes` null: GitHub did not let us ask for a page. */
export function lateAnswer({ id, commit, notes }: Written, minutes: number | null, runs: string): string {
  return lines([
    minutes === null
      ? `It is written, but GitHub did not let us ask for a new page. The next check does; or start it here: ${runs}`
      : `It is written, but the page does not show it after ${minutes} minutes. Look at what holds it up: ${runs}`,
    ...notes,
    small(`\`incidents/${id}.md\`, ${commit}`),
  ])
}

/** Main takes no push from us. `pull` is null when we may not open a pull request either: then `link` leads to opening it. */
export function proposedAnswer(
  { id, notes }: Pick<Written, 'id' | 'notes'>,
  pull: number | null,
  link: string,
): string {
  const first =
    pull === null
      ? `\`main\` is protected, and this job may not open pull requests. Open it here: ${link}`
      : `\`main\` is protected, so this is a pull request: ${link}`
  return lines([
    `${first} It is **not on the page yet**; it will be once somebody merges it.`,
    ...notes,
    small(`\`incidents/${id}.md\``),
  ])
}

export function mistakeAnswer({ messages, corrected }: Mistake): string {
  const copy = corrected === null ? [] : [`To copy:\n\n${fenced(corrected)}`]
  return lines([messages.join('\n'), ...copy, 'Nothing was published.'])
}

export function failureAnswer(sentence: string, run: string | null): string {
  const again = run === null ? 'Write it once more.' : `Write it once more, or run it again: ${run}`
  return lines([quiet(sentence), `Nothing was published. ${again}`])
}

export function seenAnswer(at: Instant, timezone: string): string {
  return `Seen at ${clockTime(at, timezone)}. The page says so with its next build, which is asked for.`
}

export function muteAnswer(until: Instant, at: Instant, timezone: string): string {
  if (until <= at) return 'You hear of this outage again.'
  return lines([
    `No more messages to operators about this outage until ${clockTime(until, timezone)}${until - at > 43_200 ? ` on ${formatWithOffset(timezone, until).slice(0, 10)}` : ''}.`,
    small('The page and its subscribers are not affected. To hear of it again: `/mute off`'),
  ])
}

/** `03:07:41 UTC`, or by the page's clock `04:07:41 +01:00`. */
export function clockTime(at: Instant, timezone: string): string {
  const text = timezone === 'UTC' ? formatInstant(at) : formatWithOffset(timezone, at)
  const [, clock, zone] = /T(\d{2}:\d{2}:\d{2})(.+)$/.exec(text)!
  return `${clock} ${zone === 'Z' ? 'UTC' : zone}`
}

const lines = (parts: readonly string[]) => parts.join('\n\n')
const small = (text: string) => `<sub>${text}</sub>`

/** A line to copy, as it is: nothing in it ends the code, mentions anybody or looks like a hidden line of ours. */
function fenced(line: string): string {
  const plain = line.replaceAll('<!--', '<! --').slice(0, 500)
  const marks = '`'.repeat(Math.max(3, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return `${marks}\n${plain}\n${marks}`
}

/** Words of a program, which may quote others. */
function quiet(text: string): string {
  return text.replaceAll('<!--', '<! --').replace(/@(?=\w)/g, '@\u2060')
}
