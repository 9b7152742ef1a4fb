import type { Component } from '../config/config.ts'
import { type ComponentStatus, type Impact, impacts } from '../incidents/incident.ts'
import { readTimeText } from '../incidents/times.ts'
import { componentStatus, mistakenStatuses, statusWords } from '../incidents/words.ts'
import { closest } from '../problem/problem.ts'
import { day, type Instant } from '../time/instant.ts'
import { addDays, dateIn, readWallClock } from '../time/zone.ts'
import { lengthOf } from './length-of-time.ts'

/** What a command may name before its text. */
export interface Options {
  components: Record<string, ComponentStatus>
  next: Instant | null
  quiet: boolean
  impact: Impact | null
  title: string | null
}

export interface Surroundings {
  components: readonly Pick<Component, 'id' | 'was'>[]
  /** When it was said: `next=30m` counts from here. */
  at: Instant
  timezone: string
}

export const noOptions: Options = { components: {}, next: null, quiet: false, impact: null, title: null }

/** What is wrong with one `key=value`, and what it should have been. */
export interface OptionMistake {
  message: string
  /** Null when nobody can tell: then it is best left out. */
  corrected: string | null
}

const longest = 366 * day

/** Takes one `key=value` into the options. Null when it was fine. */
export function takeOption(options: Options, key: string, value: string, around: Surroundings): OptionMistake | null {
  switch (key.toLowerCase()) {
    case 'next':
      return takeNext(options, value, around)
    case 'impact': {
      const impact = impacts.find((one) => one === value.toLowerCase())
      if (impact === undefined) {
        const meant = closest(value, impacts)
        return { message: `\`${value}\` is no impact (${impacts.join(', ')}).`, corrected: meant && `impact=${meant}` }
      }
      options.impact = impact
      return null
    }
    case 'title':
      options.title = value.replace(/\s+/g, ' ').trim() || null
      return null
    case 'quiet':
      options.quiet = /^(true|yes|1)$/i.test(value)
      return null
    default:
      return takeComponent(options, key, value, around)
  }
}

/** Keys that are no component's, for those who would guess. */
const keys = ['next', 'quiet', 'impact', 'title']

export function componentIn(key: string, { components }: Surroundings): string | null {
  const small = key.toLowerCase()
  return components.find(({ id, was }) => id === small || was.includes(small))?.id ?? null
}

function takeComponent(options: Options, key: string, value: string, around: Surroundings): OptionMistake | null {
  const status = componentStatus(value)
  const id = componentIn(key, around)
  if (id !== null && status !== null) {
    options.components[id] = status
    return null
  }
  const ids = around.components.map((component) => component.id)
  const rightId = id ?? closest(key, [...ids, ...keys])
  const rightStatus = status === null ? meantStatus(value) : value.toLowerCase()
  const corrected = rightId === null || rightStatus === null ? null : `${rightId}=${rightStatus}`
  if (id !== null)
    return {
      message: `\`${value}\` is no component status (ok, degraded, partial, major).`,
      corrected: corrected ?? `${id}=partial`,
    }
  if (rightId !== null && keys.includes(rightId))
    return { message: `\`${key}=\` is not known.`, corrected: `${rightId}=${value}` }
  return { message: `\`${key}\` is no component; there ${ids.length === 1 ? 'is' : 'are'} ${listed(ids)}.`, corrected }
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 12).map((id) => `\`${id}\``)
  return ids.length > 12 ? `${shown.join(', ')} and ${ids.length - 12} more` : shown.join(', ')
}

/** The short word for what was probably meant. */
function meantStatus(value: string): string | null {
  const small = value.toLowerCase()
  const full = Object.hasOwn(mistakenStatuses, small) ? mistakenStatuses[small]! : null
  const word = full ?? closest(small, statusWords)
  const short: Record<string, string> = {
    operational: 'ok',
    degraded_performance: 'degraded',
    partial_outage: 'partial',
    major_outage: 'major',
  }
  return word === null ? null : (short[word] ?? word)
}

function takeNext(options: Options, value: string, { at, timezone }: Surroundings): OptionMistake | null {
  const length = lengthOf(value)
  const next = length === null ? timeOf(value, at, timezone) : at + length
  if (next !== null && next > at && next - at <= longest) {
    options.next = next
    return null
  }
  const number = /^\d{1,4}$/.exec(value)
  const message =
    next !== null && next <= at ? `\`next=${value}\` is not in the future.` : `\`next=${value}\` is no length of time.`
  return { message, corrected: number !== null && Number(value) > 0 ? `next=${value}m` : 'next=30m' }
}

/** `11:00`, the next one by the page's clocks; or a whole time without blanks. */
function timeOf(value: string, at: Instant, timezone: string): Instant | null {
  if (/^\d{1,2}:\d{2}$/.test(value)) {
    const today = dateIn(timezone, at)
    for (const date of [today, addDays(today, 1)]) {
      const reading = readWallClock(`${date} ${value.padStart(5, '0')}`, timezone)
      if (reading.kind === 'one' && reading.instant > at) return reading.instant
    }
    return null
  }
  return readTimeText(value, timezone).instant
}
