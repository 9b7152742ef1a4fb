import type { ComponentStatus } from '../incidents/incident.ts'
import { markdownToText } from '../incidents/markdown.ts'
import type { Entry, EntryUpdate } from '../status/snapshot.ts'
import { formatInstant } from '../time/instant.ts'
import { inLanguageOf } from '../words/same-language.ts'
import type { Message, Parts, Section } from './message.ts'
import type { Occasion, OccasionOf } from './occasion.ts'
import type { Teller } from './teller.ts'

/** What a person wrote of an incident: everything new, the newest first. */
export function incidentMessage(occasion: OccasionOf<'incident'>, teller: Teller): Parts {
  const { entry, updates } = occasion.about
  const { words, incident, time } = teller
  const last = updates.at(-1)!
  const url = incident(entry.id)
  const title = titleOf(entry)
  return {
    tone: last.status === 'resolved' || last.status === 'postmortem' ? 'up' : bad(entry) ? 'down' : 'degraded',
    impact: occasion.impact,
    title: words.incidentTitle(words.status(last.status), titleIn(entry, teller)),
    sections: sectionsOf(updates, updates.length > 1, teller),
    facts: [
      ...components(entry, teller),
      ...(last.next === null || entry.resolvedAt !== null ? [] : [{ name: words.facts.next, value: time(last.next) }]),
      ...(entry.impact === 'none' ? [] : [{ name: words.facts.impact, value: words.impact(entry.impact) }]),
      { name: words.facts.start, value: time(entry.startedAt) },
      ...(entry.resolvedAt === null ? [] : [{ name: words.facts.end, value: time(entry.resolvedAt) }]),
    ],
    link: { text: words.readOn, url },
    subject: {
      kind: 'incident',
      id: entry.id,
      url,
      title,
      status: last.status,
      impact: entry.impact,
      started_at: formatInstant(entry.startedAt),
      resolved_at: entry.resolvedAt === null ? null : formatInstant(entry.resolvedAt),
      components: affected(entry, teller),
      updates: updates.map(updateForPrograms),
    },
    keeps: last.status === 'resolved' || last.status === 'postmortem' ? 'closed' : 'open',
  }
}

export function maintenanceMessage(occasion: OccasionOf<'maintenance'>, teller: Teller): Parts {
  const { entry, updates } = occasion.about
  const { words, incident, time } = teller
  const { start, end } = entry.window!
  const url = incident(entry.id)
  const own = titleIn(entry, teller)
  const titles: Partial<Record<Occasion['event'], string>> = {
    'maintenance.scheduled': words.scheduled(own),
    'maintenance.changed': words.changed(own),
    'maintenance.reminder': words.beginsAt(time(start), own),
    'maintenance.started': words.begun(own),
    'maintenance.completed': start === end ? words.calledOff(own) : words.completed(own),
  }
  const written = [...updates].reverse().filter(({ body }) => body.trim() !== '')
  return {
    tone: occasion.event === 'maintenance.completed' ? 'up' : 'maintenance',
    impact: null,
    title: titles[occasion.event] ?? own,
    sections: sectionsOf(written, written.length > 1, teller),
    facts: [...components(entry, teller), { name: words.facts.window, value: words.window(time(start), time(end)) }],
    link: { text: words.readOn, url },
    subject: {
      kind: 'maintenance',
      id: entry.id,
      url,
      title: titleOf(entry),
      status: entry.status,
      start: formatInstant(start),
      end: formatInstant(end),
      components: affected(entry, teller),
      updates: written.map(updateForPrograms),
    },
    keeps: null,
  }
}

function titleOf(entry: Entry): string {
  return entry.title.replaceAll(/\s+/g, ' ').trim()
}

/** As somebody translated it, if anybody did. */
function titleIn(entry: Entry, { language }: Teller): string {
  return titleOf({ ...entry, title: inLanguageOf(entry.titles, language) ?? entry.title })
}

function bad(entry: Entry): boolean {
  return entry.impact === 'major' || entry.impact === 'critical'
}

/** Newest first, as the page has them; with headings where there is more than one. */
function sectionsOf(updates: readonly EntryUpdate[], headed: boolean, { words, time, language }: Teller): Section[] {
  return [...updates].reverse().map((update) => {
    const body = inLanguageOf(update.translations, language) ?? update.body
    return {
      heading: headed ? `${words.status(update.status)} · ${time(update.at)}` : null,
      text: markdownToText(body),
      markdown: body,
    }
  })
}

function components(entry: Entry, { words, name }: Teller): Message['facts'] {
  const named = entry.components.map((one) => {
    const status: ComponentStatus = one.status
    return status === 'operational' ? name(one.id) : `${name(one.id)} (${words.statusWithin(status)})`
  })
  return named.length === 0 ? [] : [{ name: words.facts.components, value: words.list(named, 8) }]
}

function affected(entry: Entry, { name }: Teller) {
  return entry.components.map(({ id, status }) => ({ id, name: name(id), status }))
}

function updateForPrograms({ id, status, at, body }: EntryUpdate) {
  return { id, status, at: formatInstant(at), body }
}
