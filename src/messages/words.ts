import type { Outage } from '../outages/outage.ts'
import { formatDuration } from '../time/duration.ts'

/** How often a component came and went is only worth a word from the second time on. */
const again = (times: number) => (times > 1 ? `, for the ${ordinal(times)} time in a row` : '')
const ordinal = (number: number) => {
  const tens = Math.floor(number / 10) % 10
  return `${number}${tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}
const are = (count: number) => (count === 1 ? 'is' : 'are')
const state: Record<Outage['verdict'], string> = {
  down: 'down',
  partial: 'failing from some places',
  degraded: 'slow',
}

/** Every word that messages say, in one language. Names and what people wrote come in as they are. */
export const english = {
  language: 'en',
  list: (names: readonly string[], most = 3) =>
    names.length <= most
      ? new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
      : `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`,
  duration: formatDuration,
  verdict: (verdict: Outage['verdict']) => state[verdict],

  // Outages: a title for one, and for several at once.
  isDown: (name: string, verdict: Outage['verdict'], times: number) => `${name} is ${state[verdict]}${again(times)}`,
  areDown: (count: number, names: string) => `${count} components fail: ${names}`,
  isUp: (name: string) => `${name} is up again`,
  areUp: (count: number, names: string) => `${count} components are up again: ${names}`,
  isOver: (names: string) => `No longer failing: ${names}`,
  isNow: (name: string, verdict: Outage['verdict'], before: Outage['verdict'] | null) =>
    before === null
      ? `${name} is still ${state[verdict]}`
      : `${name} is ${state[verdict]} now, it was ${state[before]}`,
  haveChanged: (count: number, names: string) => `${count} components fail differently: ${names}`,
  outlasts: (name: string, verdict: Outage['verdict']) =>
    `The maintenance is over and ${name} is still ${state[verdict]}`,
  isStill: (name: string, verdict: Outage['verdict'], duration: string) =>
    `${name} is still ${state[verdict]}, for ${duration}`,
  areStill: (count: number, names: string) => `${count} components still fail: ${names}`,
  since: (time: string) => `Since ${time}.`,
  failedFrom: (from: string, to: string, duration: string) => `It failed from ${from} to ${to}, for ${duration}.`,
  cameAndWent: (times: number, from: string) =>
    `It failed ${times} times since ${from} and has been up for 15 minutes.`,
  wasUntold: 'It was over before it could be told.',
  falseAlarm: 'It was a false alarm.',
  retired: 'The component was retired; it is no longer checked.',
  unlisted: 'The component is no longer listed; it is no longer checked.',
  because: (names: string) => `Because of ${names}.`,
  duringMaintenance: (end: string) => `It began during maintenance, which ends at ${end}.`,
  worstWas: (verdict: Outage['verdict'], reason: string) => `It was ${state[verdict]}: ${reason}`,
  andMore: (count: number) => `and ${count} more`,

  // What people wrote.
  incidentTitle: (status: string, title: string) => `${status}: ${title}`,
  status: (status: string) => {
    const text = status.replaceAll('_', ' ')
    return text.charAt(0).toUpperCase() + text.slice(1)
  },
  scheduled: (title: string) => `Scheduled maintenance: ${title}`,
  changed: (title: string) => `Maintenance changed: ${title}`,
  beginsAt: (time: string, title: string) => `Maintenance begins at ${time}: ${title}`,
  begun: (title: string) => `Maintenance has begun: ${title}`,
  completed: (title: string) => `Maintenance is complete: ${title}`,
  calledOff: (title: string) => `Maintenance called off: ${title}`,

  // For operators.
  expires: (what: 'certificate' | 'domain', name: string, days: number) =>
    `The ${what} of ${name} expires ${days === 0 ? 'within a day' : days === 1 ? 'in 1 day' : `in ${days} days`}`,
  expire: (what: 'certificate' | 'domain', count: number) => `${count} ${what}s expire soon`,
  expiresOn: (name: string, days: number, date: string) => `${name}: in ${days} days, on ${date}.`,
  renew: (what: 'certificate' | 'domain') => `Renew the ${what} before then; visitors are shut out from that day on.`,
  stale: (count: number, of: number) => `No recent data for ${count} of ${of} components`,
  lastSeen: (name: string, time: string | null) =>
    time === null ? `${name} has not been seen yet.` : `${name} was last seen at ${time}.`,
  lookAtRuns: 'Look at the last runs of the checks; ./candor doctor says what is missing in the set-up.',
  needsFixing: (file: string) => `${file} needs fixing`,
  needFixing: (count: number) => `${count} posts need fixing`,
  shownAnyway: 'The page shows the words as they are; what stands below is left out of them.',
  stillFailing: (file: string, names: string, count: number, time: string) =>
    `${file} says Resolved, but ${names} ${are(count)} failing since ${time}. Add an update, or open it again.`,
  overdue: (file: string, time: string) =>
    `${file} promised the next update by ${time}. The page now says that it is overdue.`,

  // Names of facts and links.
  facts: {
    components: 'Components',
    impact: 'Impact',
    start: 'Start',
    end: 'End',
    window: 'Window',
    next: 'Next update by',
  },
  window: (from: string, to: string) => `${from} to ${to}`,
  readOn: 'Read on',
  openPage: 'Open the page',
  mend: 'Mend it',
  unsubscribe: (page: string) => `You get this because ${page} has this address in its list.`,
}

export type Words = typeof english

const languages: Record<string, Words> = { en: english }

/** The words of a language, of its plain form (`pt` for `pt-BR`), else English. */
export function wordsOf(language: string): Words {
  return languages[language] ?? languages[language.split('-')[0]!] ?? english
}
