import { Option } from 'commander'
import type { Config } from '../config/config.ts'
import { readNext } from '../incidents/header.ts'
import type { ComponentStatus, PostKind } from '../incidents/incident.ts'
import { readTimeText } from '../incidents/times.ts'
import { componentStatus, type Status, statusesOf } from '../incidents/words.ts'
import { closest, Failure } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'

/** An option that may be given several times. */
export function severalOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((word, all: string[] | undefined) => [...(all ?? []), word])
}

function wrongUse(message: string, expected: string): Failure {
  return new Failure(`${message}\n  ${expected}`, { exitCode: 2 })
}

/** `--component api=partial_outage`, given several times. `otherwise` is what a bare name means; null: it needs one. */
export function componentsFrom(
  words: readonly string[],
  config: Config,
  otherwise: ComponentStatus | null,
): Record<string, ComponentStatus> {
  const ids = config.components.map(({ id }) => id)
  const result: Record<string, ComponentStatus> = {}
  for (const word of words) {
    const [name, status] = word.split('=', 2).map((part) => part.trim()) as [string, string | undefined]
    const id = config.components.find((one) => one.id === name || one.was.includes(name))?.id
    if (id === undefined) {
      const meant = closest(name, ids)
      const hint =
        meant === null ? `Expected one of ${ids.join(', ')}.` : `Did you mean --component ${word.replace(name, meant)}?`
      throw wrongUse(`\`${name}\` is no component of components.yml.`, hint)
    }
    const said = status === undefined ? otherwise : componentStatus(status)
    if (said === null)
      throw wrongUse(`\`${word}\` has no component status.`, `Expected it as in: --component ${id}=partial_outage`)
    result[id] = said
  }
  return result
}

export function timeFrom(flag: string, text: string, timezone: string): Instant {
  const reading = readTimeText(text, timezone)
  if (reading.instant !== null) return reading.instant
  throw wrongUse(
    `--${flag}: ${reading.message}`,
    reading.suggestion === null ? reading.expected : `Did you mean --${flag} "${reading.suggestion}"?`,
  )
}

/** `--next 30m` or a time. */
export function nextFrom(text: string, at: Instant, timezone: string): Instant {
  const seconds = readNext(text)
  return seconds === null ? timeFrom('next', text, timezone) : at + seconds
}

export function statusFrom(text: string, kind: PostKind): Status {
  const word = text.toLowerCase().replaceAll(/[\s-]+/g, '_')
  const allowed = statusesOf(kind)
  if ((allowed as readonly string[]).includes(word)) return word as Status
  const meant = closest(word, allowed)
  throw wrongUse(
    `\`--status ${text}\` is no ${kind} status.`,
    meant === null ? `Expected one of ${allowed.join(', ')}.` : `Did you mean --status ${meant}?`,
  )
}
