import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { wordsIn } from '../config/scalars.ts'
import { markdownToText } from '../incidents/markdown.ts'
import type { Entry, Snapshot } from '../status/snapshot.ts'
import { day, type Instant } from '../time/instant.ts'
import { addressOf, incidentPath } from './address.ts'
import { carried, carriedLine } from './carried-text.ts'

/** Calendars are asked for again and again: windows long over are left to the page. */
const lookBack = 90 * day
const most = 300
/** What programs are asked to wait before they ask again; most have a pace of their own. */
const refresh = 3600

export interface CalendarWords {
  /** Of the whole calendar: `Acme Status: maintenance`. */
  title: string
  affected: string
}

/** `/maintenance.ics`: every window, in UTC, each with a UID that stays when it is moved. Nobody's time is marked as taken. */
export function maintenanceCalendar(snapshot: Snapshot, words: CalendarWords): string {
  const { site } = snapshot.config
  const address = addressOf(site.url)
  const host = new URL(site.url).host
  const calendar = ical({
    // The library writes these two as they are.
    name: textValue(words.title),
    ...(site.description === null
      ? {}
      : { description: textValue(wordsIn(site.description, site.languages[0], site.languages[0])) }),
    prodId: { company: 'candor', product: 'status page', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    url: address.url('/maintenance/'),
    source: address.url('/maintenance.ics'),
    ttl: refresh,
  })
  const told = snapshot.maintenances
    .filter(({ window }) => window !== null && window.end > snapshot.now - lookBack)
    .sort((a, b) => Math.abs(a.window!.start - snapshot.now) - Math.abs(b.window!.start - snapshot.now))
    .slice(0, most)
    .sort((a, b) => a.window!.start - b.window!.start || (a.id < b.id ? -1 : 1))
  for (const entry of told) {
    const { start, end } = entry.window!
    // Ended before it began: it does not take place.
    const cancelled = entry.calledOff === true || end <= start
    calendar.createEvent({
      id: `${encodeURIComponent(entry.id)}@${host}`,
      // Words are only ever added, and each may move the window: their number never falls.
      sequence: Math.max(0, entry.updates.length - 1),
      stamp: date(entry.updatedAt),
      created: date(entry.createdAt),
      lastModified: date(entry.updatedAt),
      start: date(start),
      ...(cancelled ? {} : { end: date(end) }),
      summary: carriedLine(entry.title),
      description: descriptionOf(entry, words),
      url: address.url(incidentPath(entry.id)),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return `${calendar.toString()}\r\n`
}

function descriptionOf({ updates, components }: Entry, words: CalendarWords): string {
  const newest = updates[0] === undefined ? '' : markdownToText(updates[0].body).trim()
  const names = components.map(({ name }) => carriedLine(name)).join(', ')
  return carried([newest, names === '' ? '' : `${words.affected}: ${names}`].filter((part) => part !== '').join('\n\n'))
}

/** RFC 5545, 3.3.11. */
function textValue(text: string): string {
  return carriedLine(text).replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
}

const date = (instant: Instant) => new Date(instant * 1000)
