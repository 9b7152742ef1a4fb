import type { CheckOf } from '../config/config.ts'
import { valuesAt } from '../config/json-path.ts'
import { type Instant, minute } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'
import { fetchDocument, jsonIn } from './document.ts'
import { Fault, faultOf, findingOf } from './fault.ts'
import { readMoment } from './heartbeat-time.ts'
import { lastSuccess } from './heartbeat-workflow.ts'
import { type Phases, startPhases } from './phases.ts'
import type { Probe, ProbeContext } from './probe.ts'
import { Refusal } from './refusal.ts'
import { slowOr } from './slow.ts'

type HeartbeatCheck = CheckOf<'heartbeat'>

/** The clocks of two machines differ by so many seconds; further ahead a time is wrong. */
const skew = 60

/** Steps in which lateness is told, in minutes; from a day on in days. A number a run would make a span a run. */
const steps = [720, 480, 240, 120, 60, 30, 15, 10, 5, 2, 1]

/** Reads when something last succeeded, and says whether that is too long ago. */
export const probeHeartbeat: Probe<HeartbeatCheck> = async (check, context) => {
  const phases = startPhases()
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  try {
    const last =
      check.workflow === undefined
        ? await toldAt(check, context, phases)
        : await lastSuccess(check, check.workflow, context, phases)
    const finding = judgeMoment(last, context.now ?? Math.floor(Date.now() / 1000), check)
    // Asking again in ten seconds makes nothing less late.
    if (finding.class === 'late') return phases.finish(finding, { final: true })
    return phases.finish(finding.verdict === 'up' ? slowOr(finding, check.degraded_over, phases.ttfb) : finding)
  } catch (error) {
    const found = faultOf(error, phases.current, { aborted: context.signal.aborted, family })
    return phases.finish(found, { final: error instanceof Refusal && error.final })
  }
}

/** What a moment of last success means `now`; null: there was none that could be read. Pure. */
export function judgeMoment(
  last: Instant | null,
  now: Instant,
  { every, grace = 0 }: Pick<HeartbeatCheck, 'every' | 'grace'>,
): Finding {
  if (last === null || last > now + skew) return findingOf('answer')
  const overdue = now - last - every
  return overdue > grace ? findingOf('late', String(inSteps(Math.floor(overdue / minute)))) : findingOf(null)
}

function inSteps(minutes: number): number {
  const days = Math.floor(minutes / 1440)
  return days > 0 ? days * 1440 : (steps.find((step) => step <= minutes) ?? 0)
}

/** The moment that an address tells: where `json` or `header` says, else its whole body, else Last-Modified. */
async function toldAt(check: HeartbeatCheck, context: ProbeContext, phases: Phases): Promise<Instant | null> {
  if (check.url === undefined) throw new Fault('checker', 'url')
  const answer = await fetchDocument({ url: check.url, headers: check.headers }, check, context, phases)
  if (check.header !== undefined) return readMoment(answer.headers.get(check.header.toLowerCase()))
  if (check.json !== undefined) return momentAt(jsonIn(answer), check.json)
  const text = answer.bytes.toString('utf8').replace(/^\uFEFF/, '')
  return readMoment(text.replace(/^\s*"(.*)"\s*$/, '$1')) ?? readMoment(answer.headers.get('last-modified'))
}

function momentAt(document: unknown, path: string): Instant | null {
  if (document === undefined) return null
  try {
    const [first, ...others] = valuesAt(document, path) ?? []
    return others.length === 0 ? readMoment(first) : null
  } catch (error) {
    throw new Fault('checker', 'json-path', { cause: error })
  }
}
