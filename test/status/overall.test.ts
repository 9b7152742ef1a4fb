import { describe, expect, it } from 'vitest'
import type { ComponentStatus } from '../../src/incidents/incident.ts'
import { headlineOf, rollUp, worstStatus } from '../../src/status/overall.ts'

const words: Record<string, ComponentStatus> = {
  o: 'operational',
  d: 'degraded_performance',
  p: 'partial_outage',
  m: 'major_outage',
  w: 'under_maintenance',
}
const statuses = (letters: string) => [...letters].map((letter) => words[letter]!)

describe('the roll-up of a page', () => {
  it.each([
    ['', 'none', 'All Systems Operational'],
    ['ooo', 'none', 'All Systems Operational'],
    ['mmm', 'critical', 'Major System Outage'],
    ['omo', 'major', 'Partial System Outage'],
    ['ppp', 'major', 'Partial System Outage'],
    ['opd', 'minor', 'Minor Service Outage'],
    ['ddd', 'minor', 'Degraded System Service'],
    ['odw', 'minor', 'Partially Degraded Service'],
    ['oow', 'maintenance', 'Service Under Maintenance'],
    ['www', 'maintenance', 'Service Under Maintenance'],
  ])('reads %j as %s, "%s"', (letters, indicator, description) => {
    expect(rollUp(statuses(letters))).toEqual({ indicator, description })
  })
})

describe('the headline', () => {
  it('never says operational of what nobody looked at', () => {
    const headline = headlineOf(rollUp(statuses('oo')), ['operational', 'unknown'])
    expect(headline).toEqual({ state: 'unknown', text: 'No recent data for 1 of 2 components' })
  })
  it('says so when nobody looked at anything', () => {
    expect(headlineOf(rollUp(statuses('oo')), ['unknown', 'unknown']).text).toBe('No recent data')
  })
  it('says so when nothing is listed that anybody could look at', () => {
    expect(headlineOf(rollUp([]), [])).toEqual({ state: 'unknown', text: 'No recent data' })
  })
  it('speaks of the outage first when there is one', () => {
    expect(headlineOf(rollUp(statuses('mo')), ['major_outage', 'unknown']).text).toBe('Partial System Outage')
  })
})

it('shows a group as badly off as its worst member', () => {
  expect(worstStatus(['operational', 'unknown'])).toBe('unknown')
  expect(worstStatus(['under_maintenance', 'degraded_performance'])).toBe('degraded_performance')
  expect(worstStatus([])).toBe('operational')
})
