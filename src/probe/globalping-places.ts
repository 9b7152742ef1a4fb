import type { AnyCheck } from '../config/config.ts'
import { findingOf } from './fault.ts'
import { dnsMeasurement, httpMeasurement, type PlaceProbe, pingMeasurement } from './globalping-shapes.ts'
import { dnsVerdict, failureVerdict, httpVerdict, pingVerdict } from './globalping-verdict.ts'
import type { Attempt } from './probe.ts'

/** What each place of a finished measurement says. Throws when the answer is not of the shape it should have. */
export function verdictsOf(
  answer: unknown,
  check: AnyCheck,
  places: readonly string[],
  wallClock: number,
): Map<string, Attempt> {
  const tests = testsOf(answer, check, wallClock)
  const found = new Map<string, Attempt>()
  // Results come in the order of the places, and a place that has no probe leaves no hole.
  let from = 0
  for (const [index, place] of places.entries()) {
    const missing = places.length - index - (tests.length - from)
    const next = tests[from]
    if (next !== undefined && (missing <= 0 || isAt(place, next.probe))) {
      found.set(place, next.attempt)
      from += 1
    } else {
      const timings = { dns: null, connect: null, tls: null, ttfb: null, total: 0 }
      found.set(place, { ...findingOf('checker', 'no-place'), ms: 0, timings, final: true })
    }
  }
  return found
}

function testsOf(answer: unknown, check: AnyCheck, wallClock: number): { probe: PlaceProbe; attempt: Attempt }[] {
  if (check.type === 'http') {
    return httpMeasurement.parse(answer).results.map(({ probe, result }) => ({
      probe,
      attempt: 'statusCode' in result ? httpVerdict(result, check, wallClock) : failureVerdict(result),
    }))
  }
  if (check.type === 'dns') {
    return dnsMeasurement.parse(answer).results.map(({ probe, result }) => ({
      probe,
      attempt: 'answers' in result ? dnsVerdict(result, check) : failureVerdict(result),
    }))
  }
  return pingMeasurement.parse(answer).results.map(({ probe, result }) => ({
    probe,
    attempt: 'stats' in result ? pingVerdict(result, check) : failureVerdict(result),
  }))
}

/** Common words for places whose codes are others. */
const codes: Record<string, string> = {
  us: 'US',
  usa: 'US',
  uk: 'GB',
  eu: 'EU',
  europe: 'EU',
  asia: 'AS',
  africa: 'AF',
}

/** Whether a probe is at a place, as far as its own description tells; only asked when there are too few. */
function isAt(place: string, probe: PlaceProbe): boolean {
  const word = place.replaceAll('-', ' ')
  const code = codes[word] ?? word.toUpperCase()
  if (code === probe.continent || code === probe.country || code === `AS${probe.asn}`) return true
  const texts = [probe.city, probe.region, probe.network, probe.state ?? '', ...probe.tags]
  return texts.some((text) => text.toLowerCase().replaceAll('-', ' ') === word)
}
