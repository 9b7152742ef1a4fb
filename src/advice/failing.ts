import type { Entry, Snapshot } from '../status/snapshot.ts'
import { type Instant, minute } from '../time/instant.ts'
import type { Advice } from './advice.ts'
import { roughly } from './length.ts'

const unspokenAfter = 15 * minute
const beforeTheEnd = 10 * minute

/** What the probes see and people have not said. */
export function failingAdvice(snapshot: Snapshot): Advice[] {
  const { incidents, maintenances, now } = snapshot
  return [
    ...incidents.flatMap((entry) => unspoken(entry, now)),
    ...incidents.flatMap((entry) => resolvedTooSoon(entry)),
    ...maintenances.flatMap((entry) => endsFailing(entry, snapshot)),
  ]
}

function unspoken(entry: Entry, now: Instant): Advice[] {
  if (!entry.automatic || !entry.open || now - entry.startedAt < unspokenAfter) return []
  const affected = entry.components.map(({ id, status }) => `--component ${id}=${status}`).join(' ')
  return [
    {
      kind: 'failing_unspoken',
      key: `failing_unspoken ${entry.id}`,
      post: null,
      line: 1,
      message: `${entry.title}: for ${roughly(now - entry.startedAt)}, and nobody has written about it.`,
      hint: `Say what people see, in your words:\n  ./candor new incident ${affected} --title "..." --message "..."`,
    },
  ]
}

function resolvedTooSoon(entry: Entry): Advice[] {
  if (entry.stillFailingSince === null || entry.post === null) return []
  const failing = entry.outages.filter(({ end }) => end === null).map(({ component }) => component)
  const names = entry.components.filter(({ id }) => failing.includes(id)).map(({ name }) => name)
  return [
    {
      kind: 'resolved_but_failing',
      key: `resolved_but_failing ${entry.id} ${entry.resolvedAt}`,
      post: entry.post,
      line: 1,
      message: `"${entry.title}" is resolved, and checks of ${names.join(', ')} still fail.`,
      hint: `If it is not over, open it again; if the check is wrong, strike its outage with \`false_alarm\`:\n  ./candor update ${entry.post} --status identified --message "..."`,
    },
  ]
}

/** Work that is about to end, by the clock, on something that does not work. */
function endsFailing({ window, open, post, title, id, components }: Entry, snapshot: Snapshot): Advice[] {
  const { now } = snapshot
  if (!open || post === null || window === null || window.end - now > beforeTheEnd) return []
  const failing = snapshot.components.filter(
    ({ component, verdict }) =>
      (verdict === 'down' || verdict === 'partial') && components.some((one) => one.id === component.id),
  )
  if (failing.length === 0) return []
  const names = failing.map(({ component }) => components.find((one) => one.id === component.id)!.name)
  return [
    {
      kind: 'maintenance_ends_failing',
      key: `maintenance_ends_failing ${id} ${window.end}`,
      post,
      line: 1,
      message: `"${title}" ends in ${roughly(window.end - now)}, and checks of ${names.join(', ')} fail.`,
      hint: `If you need longer, move its end before people are told of an outage:\n  ./candor update ${post} --end "..." --message "..."`,
    },
  ]
}
