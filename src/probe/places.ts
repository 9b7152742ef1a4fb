import type { AnyCheck, Component } from '../config/config.ts'
import { Failure } from '../problem/problem.ts'
import { bestOf } from '../verdict/best.ts'
import { pause } from './deadline.ts'
import { Fault, findingOf } from './fault.ts'
import type { Globalping } from './globalping-client.ts'
import type { Attempt, ProbeResult } from './probe.ts'
import { columnOf, type LastResult, placesOf } from './targets.ts'

/** What asking other places takes from the round it belongs to. */
export interface PlacesOptions {
  last: ReadonlyMap<string, LastResult>
  onFailure: (failure: Failure) => void
  stop?: AbortSignal | undefined
}

/** Asks all places of these components; never throws. Those cut short by `stop` are left out. */
export type AskPlaces = (components: readonly Component[], options: PlacesOptions) => Promise<ProbeResult[]>

/** The public API, or the one that GLOBALPING_API_URL names; GLOBALPING_TOKEN raises its limit. */
export function placesFrom(environment: Readonly<Record<string, string | undefined>>, userAgent: string): AskPlaces {
  let client: Promise<Globalping> | null = null
  return async (components, options) => {
    const asked = components.filter((component) => placesOf(component).length > 0)
    if (asked.length === 0) return []
    client ??= import('./globalping-client.ts').then(({ globalpingOf }) =>
      globalpingOf({
        base: environment['GLOBALPING_API_URL'] || 'https://api.globalping.io',
        token: environment['GLOBALPING_TOKEN'] || null,
        userAgent,
      }),
    )
    const results = await Promise.all(asked.map((component) => resultsAt(component, client!, options)))
    return results.flat()
  }
}

async function resultsAt(
  component: Component,
  client: Promise<Globalping>,
  options: PlacesOptions,
): Promise<ProbeResult[]> {
  const check = component.check!
  const all = placesOf(component)
  const attempts = new Map<string, Attempt[]>(all.map((place) => [place, []]))
  let places = all
  // All places in one measurement; then those where it fails once more, as this machine asks again too.
  while (places.length > 0) {
    const found = await measured(component.id, check, places, await client, options)
    if (options.stop?.aborted) break
    for (const place of places) attempts.get(place)!.push(found.get(place)!)
    places = places.filter((place) => {
      const own = attempts.get(place)!
      const wasDown = options.last.get(columnOf({ component: component.id, place }))?.verdict === 'down'
      const latest = own.at(-1)!
      return latest.verdict === 'down' && !latest.final && own.length < (wasDown ? 1 : check.confirm)
    })
    if (places.length > 0) await pause(check.confirm_every * 1000, options.stop)
    if (options.stop?.aborted) break
  }
  return all.flatMap((place): ProbeResult[] => {
    const own = attempts.get(place)!
    // What is not confirmed when the round is ended has no verdict.
    if (own.length === 0 || (places.includes(place) && own.at(-1)!.verdict === 'down')) return []
    const { verdict, class: name, detail, ms, timings } = bestOf(own)
    return [{ component: component.id, place, verdict, class: name, detail, ms, timings, attempts: own }]
  })
}

/** What each place found; all are unknown when they could not be asked. */
async function measured(
  component: string,
  check: AnyCheck,
  places: readonly string[],
  client: Globalping,
  options: PlacesOptions,
): Promise<Map<string, Attempt>> {
  try {
    const [{ measurementOf }, { verdictsOf }] = await Promise.all([
      import('./globalping-request.ts'),
      import('./globalping-places.ts'),
    ])
    const answer = await client.measure(measurementOf(component, check, places), options.stop)
    return verdictsOf(answer, check, places, Date.now())
  } catch (error) {
    if (error instanceof Failure) options.onFailure(error)
    const finding = error instanceof Fault ? error.finding : findingOf('checker', 'places')
    const timings = { dns: null, connect: null, tls: null, ttfb: null, total: 0 }
    return new Map(places.map((place) => [place, { ...finding, ms: 0, timings, final: true }]))
  }
}
