import type { Outage } from '../outages/outage.ts'
import { formatDuration } from '../time/duration.ts'
import { utcDate } from '../time/instant.ts'
import { lastingIn } from '../words/lasting.ts'
import { reasonIn } from '../words/reason.ts'
import { type Locale, sayIn } from '../words/say.ts'

type Verdict = Outage['verdict']
type Expiring = 'certificate' | 'domain'

/** How the words of a language are found: its locale files are read by whoever may touch files. */
export type Speak = (language: string) => Words

/** Every word that messages say, in one language. Names and what people wrote come in as they are. */
export type Words = ReturnType<typeof wordsIn>

/** `own` and `english` hold the texts of src/messages/locales/ and those of the page that messages share. */
export function wordsIn(own: Locale, english: Locale, language: string) {
  const t = sayIn(own, english, language)
  const inEnglish = own.locale === 'en'
  const lasting = inEnglish ? formatDuration : lastingIn(language)
  const lists = new Intl.ListFormat(inEnglish ? 'en-GB' : language, { type: 'conjunction' })
  const commas = new Intl.ListFormat(inEnglish ? 'en-GB' : language, { type: 'unit', style: 'narrow' })
  const date = new Intl.DateTimeFormat(inEnglish ? 'en-GB' : language, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    language: own.locale,
    list: (names: readonly string[], most = 3) =>
      names.length <= most
        ? lists.format(names)
        : t('more_names', { names: commaed(commas, names.slice(0, most - 1)), count: names.length - most + 1 }),
    duration: lasting,
    reason: (resultClass: string | null, detail: string | null) =>
      reasonIn({ class: resultClass, detail }, { t, lasting }),

    // Outages: a title for one, and for several at once.
    isDown: (name: string, verdict: Verdict, times: number) =>
      // How often a component came and went is only worth a word from the second time on.
      times > 1 ? t('again', { text: t(`is.${verdict}`, { name }), count: times }) : t(`is.${verdict}`, { name }),
    areDown: (count: number, names: string) => t('are_down', { count, names }),
    isUp: (name: string) => t('is_up', { name }),
    areUp: (count: number, names: string) => t('are_up', { count, names }),
    isOver: (names: string) => t('is_over', { names }),
    isNow: (name: string, verdict: Verdict, before: Verdict | null) =>
      before === null
        ? t(`still.${verdict}`, { name })
        : t('changed_to', { now: t(`now.${verdict}`, { name }), before: t(`was.${before}`) }),
    haveChanged: (count: number, names: string) => t('have_changed', { count, names }),
    outlasts: (name: string, verdict: Verdict) => t('outlasts', { text: t(`still.${verdict}`, { name }) }),
    isStill: (name: string, verdict: Verdict, duration: string) =>
      t('lasting', { text: t(`still.${verdict}`, { name }), duration }),
    areStill: (count: number, names: string) => t('are_still', { count, names }),
    since: (time: string) => t('since', { time }),
    failedFrom: (from: string, to: string, duration: string) => t('failed', { from, to, duration }),
    cameAndWent: (count: number, from: string) => t('came_and_went', { count, from }),
    falseAlarm: t('false_alarm'),
    retired: t('retired'),
    unlisted: t('unlisted'),
    because: (names: string) => t('because', { names }),
    duringMaintenance: (end: string) => t('during_maintenance', { end }),
    worstWas: (verdict: Verdict, reason: string) => t(`worst.${verdict}`, { reason }),
    andMore: (count: number) => t('and_more', { count }),

    // What people wrote.
    incidentTitle: (status: string, title: string) => t('incident', { status, title }),
    status: (status: string) => t(`status.${status}`),
    /** In the middle of a sentence, where the language writes it small. */
    statusWithin: (status: string) => {
      const text = t(`status.${status}`)
      return own.locale === 'de' ? text : text.toLocaleLowerCase(language)
    },
    impact: (impact: string) => t(`how_bad.${impact}`),
    scheduled: (title: string) => t('maintenance.scheduled', { title }),
    changed: (title: string) => t('maintenance.changed', { title }),
    beginsAt: (time: string, title: string) => t('maintenance.begins', { time, title }),
    begun: (title: string) => t('maintenance.begun', { title }),
    completed: (title: string) => t('maintenance.completed', { title }),
    calledOff: (title: string) => t('maintenance.called_off', { title }),

    // For operators.
    expires: (what: Expiring, name: string, days: number) =>
      days === 0 ? t(`expires_today.${what}`, { name }) : t(`expires.${what}`, { name, count: days }),
    expire: (what: Expiring, count: number) => t(`expire.${what}`, { count }),
    expiresOn: (name: string, days: number, at: number) =>
      t('expires_on', { name, count: days, date: inEnglish ? utcDate(at) : date.format(at * 1000) }),
    renew: (what: Expiring) => t(`renew.${what}`),
    stale: (count: number, of: number) => t('stale', { count, total: of }),
    lastSeen: (name: string, time: string | null) =>
      time === null ? t('never_seen', { name }) : t('last_seen', { name, time }),
    lookAtRuns: t('look_at_runs'),
    needsFixing: (file: string) => t('needs_fixing', { file }),
    needFixing: (count: number) => t('need_fixing', { count }),
    shownAnyway: t('shown_anyway'),
    stillFailing: (file: string, names: string, count: number, time: string) =>
      t('still_failing', { file, names, count, time }),
    overdue: (file: string, time: string) => t('overdue', { file, time }),

    // Names of facts and links.
    facts: {
      components: t('facts.components'),
      impact: t('facts.impact'),
      start: t('facts.start'),
      end: t('facts.end'),
      window: t('facts.window'),
      next: t('facts.next'),
    },
    window: (from: string, to: string) => t('window', { from, to }),
    readOn: t('read_on'),
    openPage: t('open_page'),
    mend: t('mend'),
    unsubscribe: (page: string) => t('unsubscribe', { page }),
    writeIncident: t('write_incident'),
    commands: t('commands'),
  }
}

/** Names with the comma of the language between them, and no `and` yet. */
function commaed(commas: Intl.ListFormat, names: readonly string[]): string {
  const parts = commas.formatToParts(names)
  // Narrow units have a mere space between them in most languages.
  return parts.map(({ type, value }) => (type === 'literal' && value.trim() === '' ? ', ' : value)).join('')
}
