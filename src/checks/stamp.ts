import { day, hour, type Instant, minute } from '../time/instant.ts'

const length = '2026-11-21T10:05:03Z'.length

/**
 * Reads the one form a time has in checks/, `2026-11-21T10:05:03Z`; null when it is anything else, 30 February included.
 * By arithmetic, without Temporal and without patterns: years of spans hold hundreds of thousands of these.
 */
export function readStamp(text: string): Instant | null {
  return text.length === length ? readStampAt(text, 0) : null
}

/** The same of the 20 characters that begin at `at`. */
export function readStampAt(text: string, at: number): Instant | null {
  const marks = isMark(text, at + 4, '-') && isMark(text, at + 7, '-') && isMark(text, at + 10, 'T')
  if (!(marks && isMark(text, at + 13, ':') && isMark(text, at + 16, ':') && isMark(text, at + 19, 'Z'))) return null
  const year = twoDigits(text, at) * 100 + twoDigits(text, at + 2)
  const month = twoDigits(text, at + 5)
  const date = twoDigits(text, at + 8)
  const hours = twoDigits(text, at + 11)
  const minutes = twoDigits(text, at + 14)
  const seconds = twoDigits(text, at + 17)
  const isTime = hours <= 23 && minutes <= 59 && seconds <= 59
  // What is no digit made it NaN, which is neither more nor less than anything.
  if (!(isTime && year >= 0 && month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month))) return null
  return daysUntil(year, month, date) * day + hours * hour + minutes * minute + seconds
}

function isMark(text: string, at: number, mark: string): boolean {
  return text.charCodeAt(at) === mark.charCodeAt(0)
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 1970-01-01. Years are counted from March, so that a leap day is the last of its year. */
function daysUntil(year: number, month: number, date: number): number {
  const years = month > 2 ? year : year - 1
  const months = (month + 9) % 12
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  return years * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + date - 1 - 719_468
}
