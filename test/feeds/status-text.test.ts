import { describe, expect, test } from 'vitest'
import { statusText, type TextWords } from '../../src/feeds/status-text.ts'
import { cellWidth } from '../../src/feeds/text-width.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { calmSnapshot, sampleSnapshot } from '../site/sample.ts'

const words = (snapshot: Snapshot): TextWords => ({
  headline: snapshot.headline.text,
  checked: 'Checked 10:04 UTC, next by 11:04 UTC',
  maintenance: 'Maintenance',
  notices: 'Notices',
  components: 'Components',
  status: (status) => status,
  window: (start, end) => `${formatInstant(start)} to ${formatInstant(end)}`,
})
const textOf = (snapshot: Snapshot) => statusText(snapshot, words(snapshot))

describe('status.txt', () => {
  test('says everything that is wrong, then how much is well', () => {
    const text = textOf(sampleSnapshot())
    expect(text).toBe(`Acme Status
Minor Service Outage
Checked 10:04 UTC, next by 11:04 UTC

identified: Elevated error rates on the API
  A bad deploy of the rate limiter; we are rolling it back. See the docs.
  https://status.acme.example/incidents/2026-11-21-api-errors/

Notices
TLS 1.1 ends on 1 December
  Clients older than 2014 need an update before 1 December 2026.
  https://status.acme.example/incidents/tls-12-ends/

Maintenance
in_progress: Move to a new provider for text messages
  2026-11-21T09:30:00Z to 2026-11-21T11:30:00Z
  Text messages wait in the queue until we are done.
  https://status.acme.example/incidents/2026-11-21-sms-provider/

scheduled: Network upgrade in Amsterdam
  2026-11-24T22:00:00Z to 2026-11-25T02:00:00Z
  We replace both core switches, one after the other. Short interruptions are p…
  https://status.acme.example/incidents/2026-11-24-network/

Components
  Public API                                    partial_outage
  منطقة الرياض                                  unknown
  Text messages                                 under_maintenance
  Exports & imports' history                    degraded_performance
  16 / 20                                       operational

https://status.acme.example/
`)
  })

  test('is a few lines on a good day', () => {
    const lines = textOf({ ...calmSnapshot(), maintenances: [] }).split('\n')
    expect(lines.slice(0, 2)).toEqual(['Acme Status', 'All Systems Operational'])
    expect(lines.length).toBeLessThan(10)
  })

  test('is one screen when everything is wrong, and leads to the rest', () => {
    const sample = sampleSnapshot()
    const many = Array.from({ length: 30 }, (_, index) => ({ ...sample.incidents[0]!, id: `i-${index}` }))
    const broken = Array.from({ length: 5 }, () => sample.components).flat()
    const down = broken.map((one) => ({ ...one, status: 'major_outage' as const }))
    const lines = textOf({ ...sample, incidents: many, components: down }).split('\n')
    expect(lines.length).toBeLessThan(60)
    expect(lines).toContain('+ 27: https://status.acme.example/incidents/')
    expect(lines).toContain('  + 88')
  })

  test('keeps within 80 columns but for addresses, in any script, and each text in its line', () => {
    const sample = sampleSnapshot()
    const title = `障害${'が発生しました'.repeat(30)}\r\nHTTP/1.1 200 OK\u001b[2J\u202e`
    const text = textOf({ ...sample, incidents: [{ ...sample.incidents[0]!, title }] })
    const lines = text.split('\n').filter((line) => !line.includes('https://'))
    expect(lines.filter((line) => cellWidth(line) > 80)).toEqual([])
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(lines.some((line) => line.startsWith('HTTP/1.1'))).toBe(false)
  })
})
