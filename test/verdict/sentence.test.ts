import { expect, test } from 'vitest'
import { resultClasses } from '../../src/verdict/classes.ts'
import { sentenceOf } from '../../src/verdict/sentence.ts'

test.each(resultClasses)('%s has a sentence', (name) => {
  expect(sentenceOf(name, null)).toMatch(/^[A-Z][^.]+\.$/)
  expect(sentenceOf(name, 'x-1')).toBe(sentenceOf(name, null))
})

test.each([
  [null, null, 'It answered.'],
  ['refused', null, 'The server refused the connection.'],
  ['status', '503', 'It answered with status 503.'],
  ['status', '<b>', 'It answered with an unexpected status.'],
  ['cert_expiring', '5', 'Its certificate expires in 5 days.'],
  ['cert_expiring_soon', '1', 'Its certificate expires in 1 day.'],
  ['cert_expiring', '0', 'Its certificate expires within a day.'],
  ['domain_expiring', '20', 'Its domain expires in 20 days.'],
  ['reported', 'major_outage', 'It was reported as major outage.'],
  ['checker', 'not-built', 'Checks of this type are not built yet.'],
] as const)('%s %s reads "%s"', (name, detail, sentence) => {
  expect(sentenceOf(name, detail)).toBe(sentence)
})
