import type { Report } from './consistency.ts'
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
}
