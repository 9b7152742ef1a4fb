import { describe, expect, test } from 'vitest'
import { planImport } from '../../src/imports/plan.ts'
import { statuspageHaul } from '../../src/imports/statuspage.ts'
import { gatherAnswers } from '../../src/imports/statuspage-documents.ts'
import { feedDocument } from '../../src/imports/statuspage-feed.ts'

const update = (time: string, word: string, text: string) =>
  `<p><small>${time}</small><br><strong>${word}</strong> - ${text}</p>`.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const day = (date: string, clock: string, zone = 'UTC') =>
  `${date.slice(0, 3)} <var data-var='date'>${date.slice(4)}</var>, <var data-var='time'>${clock}</var> ${zone}`
const atom = (content: string, published = '2024-01-01T00:10:00Z') => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link rel="alternate" type="text/html" href="https://status.acme.example"/>
  <title>Acme Status - Incident History</title>
  <entry>
    <published>${published}</published>
    <link rel="alternate" type="text/html" href="https://status.acme.example/incidents/abc123"/>
    <title>Errors &amp; more</title>
    <content type="html">${content}</content>
  </entry>
</feed>`
const rss = (description: string) => `<rss version="2.0"><channel><title>Acme Status - Incident History</title>
<link>https://status.acme.example</link><item><title>Errors &amp; more</title><description>
${description}      </description><pubDate>Mon, 01 Jan 2024 00:10:00 +0000</pubDate>
<link>https://status.acme.example/incidents/abc123</link></item></channel></rss>`
const told =
  update(day('Jan  1', '00:10'), 'Resolved', 'Done.') +
  update(day('Dec 31', '23:50'), 'Update', 'Still at it.') +
  update(day('Dec 31', '15:40', 'PST'), 'Identified', 'A bad <b>deploy</b>.')

describe.each([
  ['Atom', atom(told)],
  ['RSS', rss(told)],
])('%s', (_, feed) => {
  test('keeps ids, words and times; the year is that before it was published', () => {
    const { document, refused } = feedDocument(feed, 'history.xml')!
    expect(refused).toEqual([])
    const haul = statuspageHaul(gatherAnswers([document]))
    expect(haul.site).toMatchObject({ name: 'Acme', url: 'https://status.acme.example' })
    expect(planImport(haul, null, 'x', 'https://acme.example/s.json').posts[0]!.text).toBe(`---
# Imported from https://status.acme.example/incidents/abc123
title: Errors & more
---

## Identified · 2023-12-31 23:40 UTC

A bad **deploy**.

## Identified · 2023-12-31 23:50 UTC

Still at it.

## Resolved · 2024-01-01 00:10 UTC

Done.
`)
  })

  test('beside the JSON of the same page tells only what that does not', () => {
    const page = { id: 'p1', name: 'Acme', url: 'https://status.acme.example' }
    const incident = {
      id: 'abc123',
      name: 'By the API',
      status: 'resolved',
      impact: 'major',
      incident_updates: [1, 2, 3].map((minute) => ({
        status: 'resolved',
        body: '',
        display_at: `2023-12-31T23:0${minute}:00Z`,
      })),
    }
    const haul = statuspageHaul(
      gatherAnswers([{ origin: 'a.json', value: { page, incident } }, feedDocument(feed, 'history.xml')!.document]),
    )
    expect(haul.posts.map(({ title }) => title)).toEqual(['By the API'])
  })
})

test.each([
  [
    update(day('Jan  1', '00:10'), 'Completed', 'Done.'),
    'It is planned work, and a feed does not say from when to when.',
  ],
  [
    update(day('Jan  1', '00:10', 'XYZ'), 'Resolved', 'Done.'),
    'The time of an update could not be read: `Jan  1, 00:10 XYZ`.',
  ],
  ['Hello', 'Its text is not told in updates.'],
])('refuses an entry with its reason (%#)', (content, reason) => {
  expect(feedDocument(atom(content), 'f')!.refused[0]).toEqual({
    origin: 'f (abc123)',
    reason: expect.stringContaining(reason),
  })
})

test('is none where there is no feed', () => {
  expect(feedDocument('<html></html>', 'f')).toBeNull()
})
