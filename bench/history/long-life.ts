import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatDayHeader, formatDayRow } from '../../src/checks/day-file.ts'
import { formatLatency, type LatencyRow } from '../../src/checks/latency.ts'
import { formatLedger } from '../../src/checks/ledger.ts'
import { formatSpans, type Span } from '../../src/checks/spans.ts'
import { day, formatInstant, hour, type Instant, minute, utcDate } from '../../src/time/instant.ts'
import { componentIds, dice, pageOf } from './sample.ts'

/**
 * A page that has been watched for `years`: spans, latency and the ledger of every closed day, raw rows every five
 * minutes of the last 90. Each component fails every three weeks and is slow as often; once a day nobody looked for
 * a while, as GitHub's schedule has it.
 */
export async function writeLongLife(root: string, count: number, years: number, now: Instant): Promise<void> {
  const folder = join(root, 'checks')
  await mkdir(folder, { recursive: true })
  await writeFile(join(root, 'components.yml'), pageOf(count))
  await writeFile(join(folder, 'FORMAT'), '1\n')
  const ids = componentIds(count)
  const random = dice(7)
  const today = Math.floor(now / day) * day
  const spans = new Map<string, Span[]>()
  const latency = new Map<string, LatencyRow[]>()
  const ledger: { date: string; sha256: string }[] = []
  for (let start = today - Math.round(years * 365.25) * day; start < today; start += day) {
    const date = utcDate(start)
    const year = date.slice(0, 4)
    const ofYear = { spans: spans.get(year) ?? [], latency: latency.get(year) ?? [] }
    spans.set(year, ofYear.spans)
    latency.set(year, ofYear.latency)
    const at = start + Math.floor(random() * 20) * hour
    ofYear.spans.push({
      component: '*',
      start: at,
      end: at + 35 * minute,
      verdict: 'unknown',
      class: null,
      detail: null,
    })
    for (const component of ids) {
      for (const [verdict, name, detail] of [
        ['down', 'status', '503'],
        ['degraded', 'slow', null],
      ] as const) {
        if (random() > 1 / 21) continue
        const from = start + Math.floor(random() * 270) * 5 * minute
        ofYear.spans.push({ component, start: from, end: from + 10 * minute, verdict, class: name, detail })
      }
      const p50 = 80 + Math.floor(random() * 100)
      ofYear.latency.push({ date, component, runs: 281, p50, p95: p50 * 2 })
    }
    ledger.push({ date, sha256: 'ab'.repeat(32) })
  }
  for (const [year, rows] of spans) await writeFile(join(folder, `spans-${year}.csv`), formatSpans(rows))
  for (const [year, rows] of latency) await writeFile(join(folder, `latency-${year}.csv`), formatLatency(rows))
  await writeFile(join(folder, 'ledger.csv'), formatLedger(ledger))
  for (let start = today - 90 * day; start < now; start += day) {
    let text = formatDayHeader(ids)
    for (let time = start; time < Math.min(start + day, now); time += 5 * minute) {
      const cells = ids.map(() => String(80 + Math.floor(random() * 100)))
      text += formatDayRow(formatInstant(time), `${time}.1`, cells)
    }
    await writeFile(join(folder, `${utcDate(start)}.csv`), text)
  }
}
