import { expect, test } from 'vitest'
import { mergeCheckFile } from '../../src/checks/merge.ts'
import {
  acknowledgedAt,
  formatOperators,
  mutedUntil,
  type OperatorWord,
  operatorsHeader,
  readOperators,
} from '../../src/checks/operators.ts'
import { parseInstant } from '../../src/time/instant.ts'

const at = (clock: string) => parseInstant(`2026-11-21T${clock}:00Z`)!
const api = 'api-20261121T100503Z'
const ack = (clock: string): OperatorWord => ({ time: at(clock), outage: api, step: 'ack', until: null, by: 'ada' })
const mute = (clock: string, until: string): OperatorWord => ({ ...ack(clock), step: 'mute', until: at(until) })

test('what operators say is written and read again', () => {
  const words = [ack('10:10'), mute('10:20', '12:20')]
  const text = operatorsHeader + formatOperators(words)
  expect(text).toBe(
    `time,outage,step,until,by,end_mark
2026-11-21T10:10:00Z,${api},ack,,ada,.
2026-11-21T10:20:00Z,${api},mute,2026-11-21T12:20:00Z,ada,.
`,
  )
  expect(readOperators(text)).toEqual(words)
})

test('a torn line, an unknown step and a mute without an end say nothing', () => {
  const text = `${operatorsHeader}${formatOperators([ack('10:10')])}2026-11-21T10:11:00Z,${api},shout,,ada,.
2026-11-21T10:11:00Z,${api},mute,,ada,.
2026-11-21T10:12:00Z,${api},ack,,a`
  expect(readOperators(text)).toEqual([ack('10:10')])
})

test('the first acknowledgement counts, of this outage alone, once its time has come', () => {
  const words = [ack('10:30'), ack('10:10'), { ...ack('10:05'), outage: 'db-20261121T100503Z' }]
  expect(acknowledgedAt(words, api, at('11:00'))).toBe(at('10:10'))
  expect(acknowledgedAt(words, api, at('10:09'))).toBeNull()
})

test('the last mute holds: a shorter one ends a longer one', () => {
  const words = [mute('10:10', '14:00'), mute('10:20', '10:20')]
  expect(mutedUntil(words.slice(0, 1), api, at('11:00'))).toBe(at('14:00'))
  expect(mutedUntil(words, api, at('11:00'))).toBeNull()
  expect(mutedUntil(words.slice(0, 1), api, at('14:00'))).toBeNull()
})

test('two who write at once lose nothing, and nothing stands twice', () => {
  const one = operatorsHeader + formatOperators([ack('10:10'), ack('10:30')])
  const two = operatorsHeader + formatOperators([ack('10:10'), mute('10:20', '12:20')])
  const merged = mergeCheckFile('operators.csv', one, two)
  expect(readOperators(merged)).toEqual([ack('10:10'), mute('10:20', '12:20'), ack('10:30')])
  expect(mergeCheckFile('operators.csv', two, one)).toBe(merged)
})
