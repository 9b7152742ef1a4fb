import { describe, expect, test } from 'vitest'
import { type Badge, badgeColours, badgeSvg, shieldsBadge } from '../../src/feeds/badge.ts'
import { type BadgeWords, badges } from '../../src/feeds/badges.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { calmSnapshot, sampleSnapshot } from '../site/sample.ts'

const wordsOf = (snapshot: Snapshot): BadgeWords => ({
  headline: snapshot.headline.text,
  status: (status) => status,
  percent: (uptime, decimals) => (uptime === null ? 'no figures' : `${uptime.toFixed(decimals)} %`),
  uptimeOf: (name) => `${name}, 90 days`,
})
const badgesOf = (snapshot: Snapshot) => badges(snapshot, wordsOf(snapshot))
const badge = (label: string, message: string): Badge => ({ label, message, colour: badgeColours.operational })
const widthOf = (svg: string) => Number(/ width="(\d+)"/.exec(svg)![1])

describe('badges', () => {
  test('say of each component its status and its uptime, with the decimals of its target', () => {
    const all = badgesOf(sampleSnapshot())
    expect(all.get('api')).toEqual({
      status: { label: 'Public API', message: 'partial_outage', colour: badgeColours.partial_outage },
      uptime: { label: 'Public API, 90 days', message: '99.94 %', colour: badgeColours.degraded_performance },
    })
    expect(all.get('db')!.uptime.message).toMatch(/^\d\d\.\d{3} %$/)
  })

  test('say "no recent data" of what nobody looked at, in grey', () => {
    expect(badgesOf(sampleSnapshot()).get('ruh')!.status).toMatchObject({
      message: 'unknown',
      colour: badgeColours.unknown,
    })
  })

  test('say of the whole page its headline, under the id all', () => {
    expect(badgesOf(calmSnapshot()).get('all')!.status).toEqual({
      label: 'Acme Status',
      message: 'All Systems Operational',
      colour: badgeColours.operational,
    })
  })

  test('leave the id all to a component that has it', () => {
    const sample = sampleSnapshot()
    const [one] = sample.components
    const named = { ...one!, component: { ...one!.component, id: 'all' } }
    expect(badgesOf({ ...sample, components: [named] }).get('all')!.status.label).toBe('Public API')
  })

  test('stay under the ids a component had before', () => {
    const sample = sampleSnapshot()
    const [one, two] = sample.components
    const renamed = { ...one!, component: { ...one!.component, was: ['old-api', 'web'] } }
    const all = badgesOf({ ...sample, components: [renamed, two!] })
    expect(all.get('old-api')).toEqual(all.get('api'))
    // An id that another component has now is that one's.
    expect(all.get('web')!.status.label).toBe('Web application')
  })

  test('have no figure where none was measured', () => {
    const sample = sampleSnapshot()
    const one = sample.components[0]!
    const windows = { ...one.windows, '90d': { ...one.windows['90d'], uptime: null } }
    expect(badgesOf({ ...sample, components: [{ ...one, windows }] }).get('api')!.uptime).toMatchObject({
      message: 'no figures',
      colour: badgeColours.unknown,
    })
  })
})

describe('a badge as an image', () => {
  test('carries its words as its title and as its name', () => {
    const svg = badgeSvg(badge('API', 'Operational'))
    expect(svg).toContain('role="img" aria-label="API: Operational"')
    expect(svg).toContain('<title>API: Operational</title>')
  })

  test.each(['</text><script>alert(1)</script>', '" onload="alert(1)', '&#x3c;', ']]>', 'a\u0000b\u0007c', "it's"])(
    'shows %j as text',
    (name) => {
      const svg = badgeSvg(badge(name, name))
      expect(svg.match(/<[a-z]+/gi)!.join(' ')).toBe('<svg <title <clipPath <rect <g <rect <rect <g <text <text')
      expect(svg.replaceAll('\n', '')).not.toMatch(/ on\w+="|\p{Cc}/u)
    },
  )

  test.each([
    ['twice as wide for signs that are', 'データベース', 'abcdef', 1.3],
    ['no wider for marks above a letter', 'é'.normalize('NFD').repeat(10), 'e'.repeat(10), 0.99],
    ['one sign wide for a family of pictographs', '👩‍👩‍👧‍👦', 'ii', 1],
  ])('is %s', (_, wide, narrow, factor) => {
    const [a, b] = [wide, narrow].map((text) => widthOf(badgeSvg(badge(text, 'x'))))
    expect(a!).toBeGreaterThanOrEqual(b! * factor)
    expect(a!).toBeLessThan(b! * 3)
  })

  test('is never wider than a page, however long a name is', () => {
    expect(widthOf(badgeSvg(badge('名前'.repeat(500), 'W'.repeat(500))))).toBeLessThan(600)
    expect(badgeSvg(badge('x'.repeat(500), 'y'))).toContain('…')
  })

  test('keeps a contrast of 4.5 to 1 under its white letters', () => {
    const luminance = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((at) => {
        const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
    }
    for (const colour of Object.values(badgeColours)) {
      expect(1.05 / (luminance(colour) + 0.05), colour).toBeGreaterThan(4.5)
    }
  })
})

test('a badge for shields.io has the keys of its endpoint schema', () => {
  expect(shieldsBadge(badge('API', 'Operational'))).toEqual({
    schemaVersion: 1,
    label: 'API',
    message: 'Operational',
    color: badgeColours.operational,
    cacheSeconds: 300,
  })
  expect(shieldsBadge(badge('API', '')).message).toBe('-')
})
