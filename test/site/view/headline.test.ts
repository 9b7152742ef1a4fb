import { expect, test } from 'vitest'
import { headlineIn } from '../../../src/site/view/headline.ts'
import { wordsOf } from '../../../src/site/words.ts'
import { headlineOf, rollUp } from '../../../src/status/overall.ts'
import type { StatusNow } from '../../../src/status/snapshot.ts'

const [english, german, russian] = await Promise.all(['en', 'de', 'ru'].map(wordsOf))

const cases: StatusNow[][] = [
  ['operational', 'operational'],
  ['under_maintenance', 'operational'],
  ['degraded_performance', 'operational'],
  ['degraded_performance', 'degraded_performance'],
  ['partial_outage', 'operational'],
  ['partial_outage', 'partial_outage'],
  ['major_outage', 'operational'],
  ['major_outage', 'major_outage'],
  ['unknown', 'operational'],
  ['unknown', 'unknown'],
]

/** As the snapshot makes it: what is unknown counts as well in the roll-up. */
const headline = (statuses: StatusNow[]) =>
  headlineOf(rollUp(statuses.map((status) => (status === 'unknown' ? 'operational' : status))), statuses)

test.each(cases)('the headline of %s and %s is the API’s in English, and another text in German', (...statuses) => {
  const said = headline(statuses as StatusNow[])
  expect(headlineIn(said, { t: english! })).toBe(said.text)
  expect(headlineIn(said, { t: german! })).not.toBe(said.text)
})

test('how many are unknown is counted in the language', () => {
  const said = headline(['unknown', 'operational', 'operational'])
  expect(headlineIn(said, { t: german! })).toBe('Keine aktuellen Daten für 1 von 3 Komponenten')
  expect(headlineIn(said, { t: russian! })).toBe('Нет свежих данных о 1 из 3 компонентов')
})
