import type { Channel } from '../config/channel-keys.ts'
import type { Outage } from '../outages/outage.ts'
import { compactTime } from '../status/updates.ts'
import type { Instant } from '../time/instant.ts'
import { type EventName, eventId } from './event-id.ts'
import type { Heard } from './heard.ts'
import { settlesAfter } from './outage-group.ts'
import type { Told } from './outage-told.ts'

/** What is to be told of an outage that lasts and was told. */
export interface Lasting {
  event: EventName
  id: string
  at: Instant
  toldVerdict: Outage['verdict'] | null
}

/** After so many changes the next one has to hold for a while: what swings to and fro is not told each time. */
const freeChanges = 2
const overWindow = 'maintenance-over'

interface State {
  verdict: Outage['verdict']
  since: Instant
}

/** The first that is due: it outlasts its maintenance window, it became worse or better, or it is time to remind. */
export function lastingDue(
  { outage, opened }: Told,
  state: State,
  window: { end: Instant } | null,
  { channel, heard, now }: { channel: Channel; heard: Heard; now: Instant },
): Lasting | null {
  if (opened === null) return null
  const changed = heard.about(['outage.changed'], outage).filter(({ status }) => status !== 'gave_up')
  const isTold = (id: string) => heard.get(id) !== undefined && heard.get(id)!.status !== 'claimed'
  const due = (event: EventName, mark: string, at: Instant, toldVerdict: Lasting['toldVerdict'] = null) => {
    const id = eventId(event, outage, mark)
    return isTold(id) ? null : { event, id, at, toldVerdict }
  }

  if (window !== null && window.end <= now && opened.first < window.end) {
    const over = due('outage.changed', overWindow, window.end)
    if (over !== null) return over
  }
  const verdicts = changed.filter(({ mark }) => mark !== overWindow)
  const toldVerdict = verdictIn(verdicts.findLast(({ status }) => status === 'told')?.mark ?? opened.mark)
  if (toldVerdict !== null && toldVerdict !== state.verdict) {
    const swings = verdicts.filter(({ status }) => status === 'told').length >= freeChanges
    if (!swings || now - state.since >= settlesAfter) {
      return due('outage.changed', `${state.verdict}-${compactTime(state.since)}`, state.since, toldVerdict)
    }
  }
  const every = channel.remind_every
  if (every === undefined) return null
  const count = Math.floor((now - opened.first) / every)
  const reminded = heard.about(['outage.reminder'], outage).filter(({ status }) => status !== 'claimed')
  if (count < 1 || reminded.some(({ mark }) => Number(mark) >= count)) return null
  return due('outage.reminder', String(count), opened.first + count * every)
}

function verdictIn(mark: string): Outage['verdict'] | null {
  const [, word] = /^(degraded|partial|down)/.exec(mark) ?? []
  return (word as Outage['verdict'] | undefined) ?? null
}
