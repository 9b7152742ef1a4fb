import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { formatDayHeader, formatDayRow } from '../../src/checks/day-file.ts'
import { formatLatency, type LatencyRow } from '../../src/checks/latency.ts'
import { formatLedger } from '../../src/checks/ledger.ts'
import { formatSpans, type Span } from '../../src/checks/spans.ts'
import { day, formatInstant, hour, type Instant, minute, utcDate } from '../../src/time/instant.ts'
import { componentIds, dice, pageOf } from './sample.ts'

/** How long raw day files are kept. */
const keep = 90 * day
const step = 5 * minute

export interface Year {
  /** First moment after the last run. */
  end: Instant
  runs: number
  results: number
}

/**
 * A life of `days` days on the branch `main` of a bare repository: one commit every five minutes in the shape `publish`
 * makes, days closed two hours after their end, raw files removed after 90 days. `day1` is the branch as it was after
 * the first day. By `git fast-import`: 105,120 real pushes would take hours.
 */
export async function importYear(repository: string, count: number, days: number): Promise<Year> {
  const child = spawn('git', ['fast-import', '--quiet', '--force'], {
    cwd: repository,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const closed = once(child, 'close')
  const write = async (text: string) => {
    if (!child.stdin.write(text, 'latin1')) await once(child.stdin, 'drain')
  }
  const ids = componentIds(count)
  const random = dice(11)
  const start = Date.UTC(2025, 0, 1) / 1000
  const end = start + days * day
  const spans = new Map<string, Span[]>()
  const latency = new Map<string, LatencyRow[]>()
  const ledger: { date: string; sha256: string }[] = []
  const level = ids.map(() => 60 + Math.floor(random() * 200))
  const downUntil = ids.map(() => 0)
  let text = ''
  let runs = 0
  for (let time = start + Math.floor(random() * 40); time < end; time += step) {
    const date = utcDate(time)
    if (time % day < step) text = formatDayHeader(ids)
    const cells = ids.map((id, at) => {
      if (downUntil[at]! <= time && random() < 1 / 4000) {
        const [verdict, name, detail] =
          random() < 0.5 ? (['down', 'status', '503'] as const) : (['degraded', 'slow', null] as const)
        const until = Math.min(time + Math.ceil(random() * 6) * step, time - (time % day) + day)
        downUntil[at] = until
        listOf(spans, date).push({ component: id, start: time, end: until, verdict, class: name, detail })
      }
      const ms = level[at]! + Math.floor(random() * random() * 60)
      return downUntil[at]! > time ? `${ms} status:503` : String(ms)
    })
    text += formatDayRow(formatInstant(time), `${18_000_000_000 + runs * 977}.1`, cells)
    const files = new Map<string, string | null>([[`${date}.csv`, text]])
    if (runs === 0) {
      files.set('FORMAT', '1\n')
      files.set('last-good-components.yml', pageOf(count))
    }
    const yesterday = time - (time % day) - day
    if (yesterday >= start && time % day >= 2 * hour && time % day < 2 * hour + step) {
      const over = utcDate(yesterday)
      ledger.push({ date: over, sha256: digest(random) })
      for (const [at, component] of ids.entries()) {
        listOf(latency, over).push({ date: over, component, runs: 288, p50: level[at]! + 15, p95: level[at]! + 45 })
      }
      files.set(`spans-${over.slice(0, 4)}.csv`, formatSpans(listOf(spans, over)))
      files.set(`latency-${over.slice(0, 4)}.csv`, formatLatency(listOf(latency, over)))
      files.set('ledger.csv', formatLedger(ledger))
      if (yesterday - keep >= start) files.set(`${utcDate(yesterday - keep)}.csv`, null)
    }
    await write(commitOf(time, `All ${count} up`, files, runs === 0 ? pageOf(count, 'main') : null))
    runs += 1
    if (runs === day / step) await write('reset refs/heads/day1\nfrom refs/heads/main\n\n')
  }
  child.stdin.end()
  const [code] = (await closed) as [number]
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
  process.stdout.write(`  ${runs} runs of ${count} components made\n`)
  return { end, runs, results: runs * count }
}

function commitOf(
  time: Instant,
  subject: string,
  files: ReadonlyMap<string, string | null>,
  page: string | null,
): string {
  const parts = [
    `commit refs/heads/main\ncommitter Candor <candor@users.noreply.github.com> ${time} +0000\n`,
    `data ${subject.length + 1}\n${subject}\n\n`,
  ]
  const add = (path: string, text: string) => parts.push(`M 100644 inline ${path}\ndata ${text.length}\n${text}\n`)
  if (page !== null) add('components.yml', page)
  for (const [name, text] of files) {
    if (text === null) parts.push(`D checks/${name}\n`)
    else add(`checks/${name}`, text)
  }
  return `${parts.join('')}\n`
}

function listOf<T>(byYear: Map<string, T[]>, date: string): T[] {
  const year = date.slice(0, 4)
  const list = byYear.get(year) ?? []
  byYear.set(year, list)
  return list
}

function digest(random: () => number): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('')
}
