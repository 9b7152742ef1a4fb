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
  ['late', '30', 'Its last success is overdue by 30 min or more.'],
  ['late', '1440', 'Its last success is overdue by 1 d or more.'],
  ['late', '0', 'Its last success is too long ago.'],
  ['dns_error', 'SERVFAIL', 'The name server answered SERVFAIL.'],
  ['answer', 'no-starttls', 'The server does not offer STARTTLS.'],
  ['answer', 'not_serving', 'The server says that it does not serve at the moment.'],
  ['answer', 'not-registered', 'Its domain is not registered.'],
  ['checker', 'page-status-503', 'The other status page could not be read.'],
  ['checker', 'page-component-missing', 'The other status page has no such component.'],
  ['checker', 'rdap-timeout', 'The registry of its domain could not be asked.'],
  ['checker', 'constructor', 'The check itself could not be carried out.'],
  ['checker', 'not-built', 'Checks of this type are not built yet.'],
] as const)('%s %s reads "%s"', (name, detail, sentence) => {
  expect(sentenceOf(name, detail)).toBe(sentence)
})
