import fc from 'fast-check'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { atomFeed } from '../../src/feeds/atom.ts'
import { jsonFeed } from '../../src/feeds/json-feed.ts'
import { rssFeed } from '../../src/feeds/rss.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { snapshotOf } from '../status/page-of.ts'
import { draftOf } from './feed-drafts.ts'

const self = 'https://status.acme.example/feed'

/** What a parser that is not ours reads of each of the three. */
function readings(snapshot: Snapshot, component: string | null = null) {
  const draft = draftOf(snapshot, component)
  const atom = parseAtomFeed(atomFeed(draft, self))
  const rss = parseRssFeed(rssFeed(draft, self))
  const json = parseJsonFeed(JSON.stringify(jsonFeed(draft, self)))
  return { draft, atom, rss, json }
}

describe('an independent parser', () => {
  const { draft, atom, rss, json } = readings(sampleSnapshot())

  test('reads the same entries in the same order from Atom, RSS and JSON Feed', () => {
    const ids = draft.items.map(({ id }) => id)
    expect(ids).toHaveLength(20)
    expect(atom.entries!.map(({ id }) => id)).toEqual(ids)
    expect(rss.items!.map(({ guid }) => guid?.value)).toEqual(ids)
    expect(json.items!.map(({ id }) => id)).toEqual(ids)
  })

  test('reads when each was said', () => {
    const times = draft.items.map(({ at }) => at * 1000)
    expect(atom.entries!.map(({ published }) => Date.parse(published!))).toEqual(times)
    expect(rss.items!.map(({ pubDate }) => Date.parse(pubDate!))).toEqual(times)
    expect(json.items!.map(({ date_published }) => Date.parse(date_published!))).toEqual(times)
  })

  test('reads what they are called, where they live and whose they are', () => {
    expect([atom.title!.value, rss.title, json.title]).toEqual(Array(3).fill('Acme Status - Incident History'))
    expect(atom.links!.map(({ rel, href }) => [rel, href])).toEqual([
      ['alternate', 'https://status.acme.example/'],
      ['self', self],
    ])
    expect(rss.link).toBe('https://status.acme.example/')
    expect(json.home_page_url).toBe('https://status.acme.example/')
    expect(json.feed_url).toBe(self)
    expect([atom.authors![0]!.name, json.authors![0]!.name]).toEqual(['Acme Status', 'Acme Status'])
    expect([rss.language, json.language]).toEqual(['en', 'en'])
  })

  test('reads the language of a text that has one of its own', () => {
    const languages = new Map(json.items!.map(({ id, language }) => [id!.split('/')[4], language]))
    expect(languages.get(encodeURIComponent('2026-11-12-störung-日本'))).toBe('de')
    expect(languages.get('2026-11-21-api-errors')).toBe('en')
  })

  test('reads the window of a maintenance in its text', () => {
    const html = json.items!.find(({ id }) => id!.includes('network'))!.content_html
    expect(html).toContain('2026-11-24T22:00:00Z to 2026-11-25T02:00:00Z')
  })

  test('reads of a component only what names it, under a title of its own', () => {
    const one = readings(sampleSnapshot(), 'mail')
    expect(one.atom.title!.value).toBe('E-mail delivery - Incident History')
    expect(one.draft.items).toHaveLength(2)
    expect(one.atom.links![0]!.href).toBe('https://status.acme.example/components/mail/')
    expect(readings(sampleSnapshot(), 'shop').draft.items).toEqual([])
  })
})

describe('whatever people write', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('<', '>', '&', ']', '"', "'", '\0', '\r', '\n', '\\', ';', 'x', '\u202e', 'ß') }),
    fc.constantFrom(']]>', '<![CDATA[', '<?xml', '&#0;', '&lt;script&gt;', '<!--', '\ud800', '\u2028'),
  )

  test('stays one entry with one title, in each of the three', () => {
    const sample = sampleSnapshot()
    const [entry] = sample.incidents
    fc.assert(
      fc.property(text, text, text, (title, body, name) => {
        const updates = entry!.updates.map((update) => ({
          ...update,
          body,
          components: [{ ...update.components[0]!, name }],
        }))
        const { atom, rss, json, draft } = readings({
          ...sample,
          incidents: [{ ...entry!, title, updates }],
          maintenances: [],
          notices: [],
        })
        expect([atom.entries!.length, rss.items!.length, json.items!.length]).toEqual([2, 2, 2])
        for (const html of [
          atom.entries![0]!.content!.value,
          rss.items![0]!.description,
          json.items![0]!.content_html,
        ]) {
          expect(html).not.toMatch(/<(script|img|svg|iframe|style)/i)
        }
        expect(json.items![0]!.title).toBe(draft.items[0]!.title)
      }),
      { seed: 6, numRuns: process.env['CANDOR_DEEP'] ? 5000 : 300 },
    )
  })
})

describe('a repeating maintenance', () => {
  const weekly = `---
title: Weekly database upkeep
components: [db]
maintenance:
  start: 2026-11-02 02:00 UTC
  end: 2026-11-02 03:00 UTC
  repeat: FREQ=WEEKLY
---

## Scheduled · 2026-10-20 09:00 UTC

Every Monday.
`
  const page = (now: string) =>
    snapshotOf({
      config: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: [{ id: db, name: Database, since: 2026-01-01 }]
`,
      incidents: { upkeep: weekly },
      now,
    })

  test('is announced once, not once a window, under an id that stays while windows pass', () => {
    const announced = (now: string) => draftOf(page(now)).items.filter(({ title }) => title.startsWith('scheduled'))
    const [before, after] = [announced('2026-10-21T00:00:00Z'), announced('2026-11-10T00:00:00Z')]
    expect(before.map(({ id }) => id)).toEqual([
      'https://status.acme.example/incidents/upkeep/#20261020T090000Z-scheduled',
    ])
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    // It leads to the next window, which has a page.
    expect(before[0]!.link).toContain('/incidents/upkeep-20261102/')
    expect(after[0]!.link).toContain('/incidents/upkeep-20261116/')
  })

  test('tells each window that began and ended', () => {
    const titles = draftOf(page('2026-11-10T00:00:00Z')).items.map(({ title }) => title)
    expect(titles).toEqual([
      'completed: Weekly database upkeep',
      'in_progress: Weekly database upkeep',
      'completed: Weekly database upkeep',
      'in_progress: Weekly database upkeep',
      'scheduled: Weekly database upkeep',
    ])
  })
})
