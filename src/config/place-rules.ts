import type { Report } from './consistency.ts'
import { type NotElsewhere, whyNotElsewhere } from './elsewhere.ts'
import type { Outline } from './outline.ts'
import type { Source } from './source.ts'

const reserved = ['v4', 'v6']

/** What `locations:` must not be: a place's name becomes a column's. */
export function placeRules(outline: Outline, _source: Source, report: Report): void {
  for (const { path, keys } of [{ path: ['defaults'], keys: outline.defaults }, ...outline.checks]) {
    const own = keys['locations']
    if (!Array.isArray(own)) continue
    for (const [index, place] of own.entries()) {
      const at = [...path, 'locations', index]
      if (reserved.includes(place)) {
        report(at, `\`${place}\` names an address family.`, 'Expected a place, as in:\n  locations: [eu, us]')
      } else if (own.indexOf(place) < index) report(at, `\`${place}\` stands here twice.`, 'Expected each place once.')
    }
  }
  for (const { path, keys } of outline.checks) {
    const places = keys['locations'] ?? outline.defaults['locations']
    if (!Array.isArray(places) || places.length === 0) continue
    const not = whyNotPlaced({ ...outline.defaults, ...keys })
    if (not === null) continue
    const at = [keys['locations'] === undefined ? not.key : 'locations', 'type'].find((key) => key in keys)
    report(
      at === undefined ? path : [...path, at],
      `Other places do not check it: ${not.why}.`,
      not.expected,
      'warning',
    )
  }
}

/** A check that runs here alone although places are named: its places stay silent, which nobody would notice. */
function whyNotPlaced(keys: Readonly<Record<string, unknown>>): NotElsewhere | null {
  const host = hostOf(keys)
  if (host === null || !isPrivateName(host)) return whyNotElsewhere(keys)
  const why = `\`${host}\` is a name or an address of a private network`
  return { key: 'url' in keys ? 'url' : 'host', why, expected: 'a public address, or no `locations`.' }
}

function hostOf({ url, host }: Readonly<Record<string, unknown>>): string | null {
  if (typeof host === 'string') return host
  return typeof url === 'string' ? (URL.parse(url)?.hostname.replaceAll(/^\[|\]$/g, '') ?? null) : null
}

/** As it is written; what a public name leads to only the probe learns. */
function isPrivateName(host: string): boolean {
  if (/^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host)) return true
  if (/^(?:::1|f[cd][\da-f]{2}:.*|fe80:.*)$/i.test(host)) return true
  return !/[.:]/.test(host) || /\.(?:localhost|local|internal|intranet|lan|home\.arpa)\.?$/i.test(host)
}
