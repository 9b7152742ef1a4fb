import { expect, test } from 'vitest'
import { timesOf } from '../../../src/site/times.ts'
import { reasonOf } from '../../../src/site/view/reason.ts'
import { wordsOf } from '../../../src/site/words.ts'
import { degradedClasses, downClasses } from '../../../src/verdict/classes.ts'
import { sentenceOf } from '../../../src/verdict/sentence.ts'

const english = { t: await wordsOf('en'), times: timesOf('en', 'UTC') }
const german = { t: await wordsOf('de'), times: timesOf('de', 'UTC') }

test.each([...degradedClasses, ...downClasses])('%s is told on the page as in messages', (resultClass) => {
  expect(reasonOf({ class: resultClass, detail: null }, english)).toBe(sentenceOf(resultClass, null))
  expect(reasonOf({ class: resultClass, detail: 'never-heard-of' }, english)).toBe(
    sentenceOf(resultClass, 'never-heard-of'),
  )
})

test.each([
  ['status', '503'],
  ['status', 'none'],
  ['cert_expiring_soon', '0'],
  ['cert_expiring_soon', '12'],
  ['dns_error', 'SERVFAIL'],
  ['dns_error', 'no-address'],
  ['dns_error', 'timeout'],
  ['answer', 'empty'],
  ['answer', 'not-registered'],
  ['answer', 'no-starttls'],
  ['answer', 'not_serving'],
  ['answer', 'service_unknown'],
  ['answer', 'not_found'],
  ['answer', 'unimplemented'],
  ['answer', 'unavailable'],
] as const)('%s:%s is told on the page as in messages', (resultClass, detail) => {
  expect(reasonOf({ class: resultClass, detail }, english)).toBe(sentenceOf(resultClass, detail))
})

test('a detail that is a word or a time is told in the language too', () => {
  expect(reasonOf({ class: 'reported', detail: 'partial_outage' }, english)).toBe('It was reported as: Partial outage.')
  expect(reasonOf({ class: 'late', detail: '90' }, english)).toBe('Its last success is overdue by 1 hr 30 min or more.')
  expect(reasonOf({ class: 'status', detail: '503' }, german)).toContain('503')
  expect(reasonOf({ class: null, detail: null }, english)).toBe('')
})
