import { describe, expect, test } from 'vitest'
import { cardSize, shareCard } from '../../src/feeds/share-card.ts'
import { entryData, scriptJson, siteData } from '../../src/feeds/structured-data.ts'
import { calmSnapshot, sampleSnapshot } from '../site/sample.ts'

const sample = sampleSnapshot()
const [open, , past] = sample.incidents

describe('JSON-LD', () => {
  test('says of the site what it is and whose, and nothing of its state', () => {
    expect(siteData(sample)).toEqual(siteData(calmSnapshot()))
    expect(siteData(sample)).toMatchObject({
      '@type': 'WebSite',
      url: 'https://status.acme.example/',
      name: 'Acme Status',
      publisher: { '@type': 'Organization', name: 'Acme Status' },
    })
  })

  test('tells an incident update by update, with its end once it has one', () => {
    expect(entryData(sample, open!)).toMatchObject({
      '@type': 'LiveBlogPosting',
      headline: 'Elevated error rates on the API',
      coverageStartTime: '2026-11-21T09:40:00Z',
      liveBlogUpdate: [
        { datePublished: '2026-11-21T09:52:00Z', articleBody: expect.stringContaining('rolling it back') },
        { datePublished: '2026-11-21T09:40:00Z' },
      ],
    })
    expect(entryData(sample, open!)).not.toHaveProperty('coverageEndTime')
    expect(entryData(sample, past!)).toMatchObject({ coverageEndTime: '2026-11-17T15:21:00Z' })
  })

  test('tells a maintenance as an event with its window, and one that was called off as that', () => {
    const [one] = sample.maintenances
    expect(entryData(sample, one!)).toMatchObject({
      '@type': 'Event',
      startDate: '2026-11-24T22:00:00Z',
      endDate: '2026-11-25T02:00:00Z',
      eventStatus: 'https://schema.org/EventScheduled',
      location: { '@type': 'VirtualLocation' },
    })
    const off = { ...one!, window: { start: one!.window!.start, end: one!.window!.start } }
    expect(entryData(sample, off)).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' })
  })

  test('cannot end the element it stands in', () => {
    const text = scriptJson({ name: '</script><script>alert(1)</script>\u2028<!--' })
    expect(text).not.toMatch(/[<\u2028]/)
    expect(JSON.parse(text)).toEqual({ name: '</script><script>alert(1)</script>\u2028<!--' })
  })
})

describe('the picture for shared links', () => {
  test('says the name and the address, and nothing that changes', () => {
    const svg = shareCard('Acme Status', 'status.acme.example')
    expect(svg).toContain(`width="${cardSize.width}" height="${cardSize.height}"`)
    expect(svg.match(/<text[^>]*>([^<]*)/g)!.map((text) => text.replace(/<[^>]*>/, ''))).toEqual([
      'Acme Status',
      'status.acme.example',
    ])
  })

  test.each([
    'A very long name of a company that runs a great many services for everybody, everywhere',
    '状態'.repeat(60),
  ])('breaks %s into three lines at most', (name) => {
    expect(shareCard(name, 'x').match(/font-weight="700"/g)!.length).toBeLessThanOrEqual(3)
  })

  test('shows a name as text', () => {
    expect(shareCard('</text><image href="https://evil.example/x.png"/>', 'x')).not.toContain('<image')
  })
})
