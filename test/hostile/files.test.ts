import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { ApiIncident } from '../../src/feeds/api-shapes.ts'
import { apiFiles } from '../../src/feeds/api-v2.ts'
import { atomFeed } from '../../src/feeds/atom.ts'
import { maintenanceCalendar } from '../../src/feeds/calendar.ts'
import { carriedLine } from '../../src/feeds/carried-text.ts'
import { draftFeed } from '../../src/feeds/feed-items.ts'
import { jsonFeed } from '../../src/feeds/json-feed.ts'
import { redirectPage } from '../../src/feeds/redirect-page.ts'
import { rssFeed } from '../../src/feeds/rss.ts'
import { statusText } from '../../src/feeds/status-text.ts'
import { documented, documentedIncident } from '../feeds/api-shapes.ts'
import { words } from '../feeds/feed-drafts.ts'
import { hostilePage, idOf } from './hostile-page.ts'
import { vectors } from './vectors.ts'

const page = hostilePage()

describe('files made of hostile texts', () => {
  test('are feeds that a parser of its own reads, with as many entries as there are updates', () => {
    for (const component of [null, ...page.components.map((one) => one.component.id)]) {
      const draft = draftFeed(page, words, component)
      const self = 'https://status.acme.example/feed.xml'
      const titles = draft.items.map(({ title }) => title)
      const atom = parseAtomFeed(atomFeed(draft, self))
      const rss = parseRssFeed(rssFeed(draft, self))
      const json = parseJsonFeed(JSON.stringify(jsonFeed(draft, self)))
      expect(atom.entries).toHaveLength(titles.length)
      expect(rss.items).toHaveLength(titles.length)
      expect(json.items!.map(({ title }) => title)).toEqual(titles)
      expect(atom.entries!.map(({ id }) => id)).toEqual(draft.items.map(({ id }) => id))
    }
  })

  test('are API answers of the documented shape that carry each title as it was written', () => {
    const files = apiFiles(page)
    for (const [path, shape] of Object.entries(documented)) {
      const answer = JSON.parse(JSON.stringify(files.get(path)))
      expect(shape.safeParse(answer).error?.issues ?? [], path).toEqual([])
    }
    const shown = new Set(page.incidents.map(({ id }) => id))
    const kept = vectors.map((vector, index) => [idOf(index), vector] as const).filter(([id]) => shown.has(id))
    for (const [id, vector] of kept) {
      const answer = files.get(`incidents/${id}.json`)
      expect(documentedIncident.safeParse(answer).error?.issues ?? []).toEqual([])
      // A title is one line and never empty; what stands in it is kept.
      const { name } = (answer as { incident: ApiIncident }).incident
      if (carriedLine(vector) !== '') expect(carriedLine(name)).toBe(carriedLine(vector))
      expect(name.trim()).not.toBe('')
    }
    expect(kept.length).toBeGreaterThan(340)
  })

  test('are a calendar with one event a window and no property but its own', () => {
    const text = maintenanceCalendar(page, { title: vectors[0]!, affected: vectors[1]! })
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(calendar.getAllSubcomponents().map((one) => one.name)).toEqual(
      Array(page.maintenances.length).fill('vevent'),
    )
    expect(text).not.toMatch(/^(ATTACH|ATTENDEE|BEGIN:VALARM|SUMMARY:forged)/m)
    const titles = calendar.getAllSubcomponents().map((one) => one.getFirstPropertyValue('summary'))
    expect(titles.sort()).toEqual(page.maintenances.map(({ title }) => carriedLine(title)).sort())
  })

  test('are a text that moves no terminal', () => {
    const text = statusText(page, {
      headline: vectors[0]!,
      checked: 'Checked',
      maintenance: 'Maintenance',
      notices: 'Notices',
      components: 'Components',
      status: words.status,
      window: words.window,
    })
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })

  test('are pages that lead on to where they should and nowhere else', () => {
    for (const vector of vectors) {
      const html = redirectPage(
        { path: '/incidents/x/', url: 'https://status.acme.example/incidents/x/' },
        vector,
        'en',
      )
      expect(html.match(/<[a-z][a-z0-9]*/gi)).toEqual(
        '<html <head <meta <title <meta <meta <meta <link <meta <body <main <h1 <a'.split(' '),
      )
    }
  })
})
