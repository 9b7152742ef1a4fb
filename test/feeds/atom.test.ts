import { describe, expect, test } from 'vitest'
import { atomFeed } from '../../src/feeds/atom.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { sampleSnapshot } from '../site/sample.ts'
import { draftOf } from './feed-drafts.ts'

const feedOf = (snapshot: Snapshot) => atomFeed(draftOf(snapshot), 'https://status.acme.example/feed.xml')
const feed = feedOf(sampleSnapshot())

describe('the Atom feed', () => {
  test('has each update as an entry of its own with an id that stays', () => {
    const ids = [...feed.matchAll(/<entry>[\s\S]*?<id>([^<]*)<\/id>/g)].map(([, id]) => id)
    expect(ids).toHaveLength(20)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids[0]).toBe('https://status.acme.example/incidents/2026-11-21-api-errors/#20261121T095200Z-identified')
  })

  test('is newest first and as old as its newest entry, so that builds repeat', () => {
    const times = [...feed.matchAll(/<published>([^<]*)<\/published>/g)].map(([, time]) => time!)
    expect(times).toEqual(times.toSorted().reverse())
    expect(feed.match(/<updated>([^<]*)<\/updated>/)![1]).toBe(times[0])
  })

  test('shows a title as text, whatever stands in it', () => {
    expect(feed).toContain('&lt;script&gt;window.harmed = 5&lt;/script&gt;')
    expect(feed).not.toContain('<script')
    expect(feed).not.toContain('<img')
    expect(feed).not.toMatch(/href="javascript:/)
  })

  test('leaves out characters that XML cannot carry', () => {
    const sample = sampleSnapshot()
    const title = `Bell \u0007 null \u0000 half \ud800 end ]]> and ]]> of it`
    const body = 'Bell \u0007 ]]> null \u0000 ]]> end'
    const entry = sample.incidents[0]!
    const updates = entry.updates.map((update) => ({ ...update, body }))
    const hostile = feedOf({ ...sample, incidents: [{ ...entry, title, updates }] })
    for (const sign of ['\u0007', '\u0000', '\ud800']) expect(hostile).not.toContain(sign)
    expect(hostile).toContain('Bell')
    // Each section of character data ends where it should: a text cannot end it.
    expect(hostile.split('<![CDATA[').length).toBe(hostile.split(']]>').length)
  })

  test('is bounded', () => {
    const sample = sampleSnapshot()
    const many = Array.from({ length: 90 }, (_, index) => ({ ...sample.incidents[2]!, id: `i-${index}` }))
    expect([...feedOf({ ...sample, incidents: many }).matchAll(/<entry>/g)]).toHaveLength(50)
  })

  test('stands when nothing has happened yet', () => {
    const quiet = feedOf({ ...sampleSnapshot(), incidents: [], maintenances: [], notices: [] })
    expect(quiet).toContain('<updated>1970-01-01T00:00:00.000Z</updated>')
    expect(quiet).not.toContain('<entry>')
  })
})
