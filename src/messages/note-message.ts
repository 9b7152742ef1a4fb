import type { Snapshot } from '../status/snapshot.ts'
import { formatInstant, utcDate } from '../time/instant.ts'
import type { Parts, Section } from './message.ts'
import type { OccasionOf } from './occasion.ts'
import type { Teller } from './teller.ts'

const mostListed = 20

/** Certificates or domains that run out, all of one run together. */
export function expiryMessage(
  occasions: readonly OccasionOf<'expiry'>[],
  { words, name, page, component }: Teller,
): Parts {
  const expiring = occasions.map(({ about }) => about).sort((a, b) => a.days - b.days)
  const [first] = expiring
  const { what } = first!
  const url = expiring.length === 1 ? component(first!.component.id) : page.url
  const lines = expiring.map(({ component: { id }, days, expires }) => words.expiresOn(name(id), days, expires))
  return {
    ...note(words.openPage, url),
    tone: first!.days <= 3 ? 'down' : 'degraded',
    title:
      expiring.length === 1
        ? words.expires(what, name(first!.component.id), first!.days)
        : words.expire(what, expiring.length),
    sections: [section([...lines.slice(0, mostListed), words.renew(what)])],
    subject: {
      kind: what,
      id: `${what}:${first!.component.id}`,
      url,
      expiring: expiring.map((each) => ({
        component: { id: each.component.id, name: name(each.component.id) },
        days: each.days,
        expires: utcDate(each.expires),
      })),
    },
  }
}

export function staleMessage(occasions: readonly OccasionOf<'stale'>[], snapshot: Snapshot, teller: Teller): Parts {
  const { words, name, time, page } = teller
  const lines = occasions
    .slice(0, mostListed)
    .map(({ about: { component, since } }) => words.lastSeen(name(component.id), since === null ? null : time(since)))
  const more = occasions.length - lines.length
  return {
    ...note(words.openPage, page.url),
    tone: 'degraded',
    title: words.stale(occasions.length, snapshot.components.length),
    sections: [section([...lines, ...(more > 0 ? [words.andMore(more)] : []), words.lookAtRuns])],
    subject: {
      kind: 'checks',
      id: 'checks',
      url: page.url,
      components: occasions.map(({ about: { component, since } }) => ({
        id: component.id,
        name: name(component.id),
        checked_at: since === null ? null : formatInstant(since),
      })),
    },
  }
}

/** Posts that want their author. */
export function postMessage(occasions: readonly OccasionOf<'post'>[], teller: Teller): Parts {
  const { words, page, incident, edit } = teller
  const [first] = occasions
  const url = occasions.length === 1 && first!.about.entry !== null ? incident(first!.about.entry.id) : page.url
  const file = occasions.length === 1 ? edit(first!.about.file) : null
  return {
    ...(file === null ? note(words.openPage, url) : note(words.mend, file)),
    tone: 'degraded',
    title: occasions.length === 1 ? words.needsFixing(first!.about.file) : words.needFixing(occasions.length),
    sections: occasions.slice(0, mostListed).map(({ about }) => troubleSection(about, teller)),
    subject: {
      kind: 'post',
      id: first!.thread,
      url,
      posts: occasions.map(({ about: { file, trouble } }) => ({
        file,
        reason: trouble.reason,
        since:
          trouble.reason === 'mistakes'
            ? null
            : formatInstant(trouble.reason === 'overdue' ? trouble.promised : trouble.since),
        problems:
          trouble.reason === 'mistakes'
            ? trouble.problems.map(({ line, column, severity, message, hint }) => ({
                line,
                column,
                severity,
                message,
                hint,
              }))
            : [],
      })),
    },
  }
}

function troubleSection({ file, entry, trouble }: OccasionOf<'post'>['about'], { words, name, time }: Teller): Section {
  if (trouble.reason === 'overdue') return section([words.overdue(file, time(trouble.promised))])
  if (trouble.reason === 'still_failing') {
    const failing = entry?.outages.filter(({ end }) => end === null).map(({ component }) => name(component)) ?? []
    return section([words.stillFailing(file, words.list(failing), failing.length, time(trouble.since))])
  }
  const problems = trouble.problems.map(
    ({ line, column, message, hint }) => `${file}:${line}:${column}: ${message}\n${hint}`,
  )
  return section([words.shownAnyway, '', ...problems.slice(0, mostListed)])
}

function section(lines: readonly string[]): Section {
  return { heading: null, text: lines.join('\n'), markdown: null }
}

function note(text: string, url: string): Omit<Parts, 'tone' | 'title' | 'sections' | 'subject'> {
  return { impact: null, facts: [], link: { text, url }, keeps: null }
}
