import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure } from './figure.ts'
import { writePage } from './site/sample.ts'

// The whole build (every page, feed and API file) from a warm node_modules: 50 components, 90 days, more and more
// incidents. Processor time of all its processes, the better of two builds: what else a machine does can only add to it.
const now = '2026-11-21T10:00:00Z'
const candor = new URL('../candor', import.meta.url).pathname

interface Built {
  cpu: number
  megabytes: number
}

const of = new Map<number, Built>()
// All stay until the end: for minutes ext4 looks past the places of files that were deleted, which here would be half of
// the time of making new ones.
const top = await mkdtemp(join(tmpdir(), 'candor-bench-site-'))
try {
  for (const incidents of [0, 1000, 2500, 5000]) {
    const root = await mkdtemp(join(top, 'page-'))
    await writePage(root, 50, incidents, Date.parse(now) / 1000)
    const [first, second] = [await build(root, 'first'), await build(root, 'second')]
    const cpu = Math.min(first.cpu, second.cpu)
    of.set(incidents, { cpu, megabytes: Math.max(first.megabytes, second.megabytes) })
  }
} finally {
  await rm(top, { recursive: true, force: true })
}

const seconds = (incidents: number) => of.get(incidents)!.cpu
const beyond = (incidents: number) => seconds(incidents) - seconds(0)
figure('50 components, no incident: processor time', seconds(0), Number.POSITIVE_INFINITY, 's')
figure('50 components, 1000 incidents: processor time', seconds(1000), 6, 's')
figure('50 components, 5000 incidents: processor time', seconds(5000), 14, 's')
figure('50 components, 5000 incidents: memory', of.get(5000)!.megabytes, 900, 'MB')
figure('5000 incidents / 2500, beyond what none cost', beyond(5000) / beyond(2500), 2.1, 'x')

/** The largest of its processes is what a machine needs at one time: they run one after the other. */
async function build(root: string, out: string): Promise<Built> {
  const told = join(root, 'time')
  const words = ['-f', '%M %U %S', '-o', told, candor, 'build', '--root', root, '--now', now, '--out', join(root, out)]
  const { status, stderr } = spawnSync('/usr/bin/time', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const [kilobytes, user, system] = (await readFile(told, 'utf8')).trim().split(' ').map(Number) as [
    number,
    number,
    number,
  ]
  return { cpu: user + system, megabytes: kilobytes / 1024 }
}
