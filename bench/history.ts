import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { day, type Instant } from '../src/time/instant.ts'
import { figure } from './figure.ts'
import { cloneAsWorkflow, median, publishOnce } from './history/clone.ts'
import { writeLongLife } from './history/long-life.ts'
import { bare, copyBranch, filesOf, git, packed, squashed } from './history/repositories.ts'
import { pageOf } from './history/sample.ts'
import { importYear } from './history/year.ts'

// A year of history at 5 minutes: how large the repository grows, and what a run and the site pay for its age.
// BENCH_DAYS=30 tries it on a shorter life. The limits are those of 20 components; 100 are told beside them.
const days = Number(process.env['BENCH_DAYS'] ?? 365)
const tries = 5
const week = (7 * 24 * 60) / 5

const work = await mkdtemp(join(tmpdir(), 'candor-bench-history-'))
try {
  for (const count of [20, 100]) await year(count)
  await reading()
} finally {
  await rm(work, { recursive: true, force: true })
}

async function year(count: number): Promise<void> {
  const of = `${count} components, ${days} days:`
  const limit = (value: number) => limitFor(count, value)
  const home = bare(join(work, `year-${count}`))
  const { end, results } = await importYear(home, count, days)
  const squash = squashed(home, join(work, `squashed-${count}`), week)
  const main = bare(join(work, `main-${count}`))
  copyBranch(home, 'refs/heads/main', main, 'main')
  const megabytes = packed(main)
  figure(`${of} packed on main`, megabytes, limit(45), 'MB')
  figure(`${of} packed on main, a result`, (megabytes * 1e6) / results, 25, 'B')
  figure(`${of} packed on a squashed branch, a week after`, packed(squash), limit(8), 'MB')
  figure(`${of} files of HEAD`, filesOf(main, 'main'), limit(10), 'MB')

  const first = bare(join(work, `day1-${count}`))
  copyBranch(home, 'refs/heads/day1', first, 'main')
  await costs(`${of} on main,`, count, [first, main], end)

  // The data branch: main holds the page, results are a branch without a past.
  const pages = [first, main].map((_, at) => bare(join(work, `branch-${at}-${count}`)))
  for (const [at, page] of pages.entries()) {
    copyBranch(home, at === 0 ? 'refs/heads/day1' : 'refs/heads/squashed', page, 'status-data')
    git(page, 'update-ref', 'refs/heads/main', git(page, 'commit-tree', writePage(page, count), '-m', 'Start'))
  }
  await costs(`${of} on a branch,`, count, pages as [string, string], end)
}

/** What was promised, was promised of 20 components. */
function limitFor(count: number, value: number): number {
  return count === 20 ? value : Number.POSITIVE_INFINITY
}

function writePage(page: string, count: number): string {
  const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: page, input: pageOf(count) })
    .toString()
    .trim()
  const line = `100644 blob ${blob}\tcomponents.yml\n`
  return execFileSync('git', ['mktree'], { cwd: page, input: line }).toString().trim()
}

async function costs(of: string, count: number, [young, old]: [string, string], end: Instant): Promise<void> {
  const clones: number[][] = [[], []]
  const publishes: number[][] = [[], []]
  const path = join(work, 'clone')
  // In turns, so that a busy moment of the machine falls on both.
  for (let nth = 0; nth < tries; nth += 1) {
    for (const [at, repository] of [young, old].entries()) clones[at]!.push(await cloneAsWorkflow(repository, path))
  }
  const ages: [string, Instant][] = [
    [young, end - days * day + day],
    [old, end],
  ]
  for (const [at, [repository, now]] of ages.entries()) {
    await cloneAsWorkflow(repository, `${path}-${at}`)
    await publishOnce(`${path}-${at}`, count, now + 60)
  }
  for (let nth = 0; nth < 2 * tries; nth += 1) {
    for (const [at, [, now]] of ages.entries()) {
      publishes[at]!.push(await publishOnce(`${path}-${at}`, count, now + 120 + nth * 60))
    }
  }
  for (const at of [0, 1]) await rm(`${path}-${at}`, { recursive: true, force: true })
  const [cloneYoung, cloneOld] = clones.map(median) as [number, number]
  const [publishYoung, publishOld] = publishes.map(median) as [number, number]
  figure(
    `${of} clone and pull on day ${days} - on day 1 (${cloneYoung.toFixed(2)} s)`,
    cloneOld - cloneYoung,
    limitFor(count, 1),
    's',
  )
  figure(
    `${of} publish on day ${days} / on day 1 (${(publishYoung * 1000).toFixed(0)} ms)`,
    publishOld / publishYoung,
    limitFor(count, 2),
    'x',
  )
}

/** What a build reads before it makes the first page, in a process of its own. */
async function reading(): Promise<void> {
  const root = join(work, 'long-life')
  const now = Date.UTC(2026, 10, 21, 10) / 1000
  await writeLongLife(root, 100, 5, now)
  const script = join(import.meta.dirname, 'history/read.ts')
  const env = { ...process.env, NODE_COMPILE_CACHE: join(work, 'compiled') }
  const read = () =>
    JSON.parse(
      execFileSync(process.execPath, ['--max-semi-space-size=4', script, root, String(now)], { env, encoding: 'utf8' }),
    ) as Record<'ms' | 'cpu_ms' | 'megabytes' | 'snapshot_ms' | 'snapshot_megabytes', number>
  read()
  const runs = Array.from({ length: tries }, read)
  const best = (key: keyof (typeof runs)[number]) => Math.min(...runs.map((run) => run[key]))
  figure('100 components, 5 years: site input read', best('ms'), 400, 'ms')
  figure('100 components, 5 years: processor time of it', best('cpu_ms'), Number.POSITIVE_INFINITY, 'ms')
  figure('100 components, 5 years: memory with it', best('megabytes'), 150, 'MB')
  figure('100 components, 5 years: and the snapshot taken of it', best('snapshot_ms'), 2000, 'ms')
}
