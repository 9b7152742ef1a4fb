import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { figure } from './figure.ts'

const candor = join(import.meta.dirname, '..', 'candor')
/** What a delayed endpoint takes, in milliseconds: what is above it is ours. */
const delay = 100
/** Seconds; the default of components.yml. */
const timeout = 10

interface Ports {
  quick: number
  delayed: number
  hanging: number
  gone: number
}

async function startServers(): Promise<{ child: ChildProcess; ports: Ports }> {
  const child = fork(join(import.meta.dirname, 'probe-servers.ts'), [String(delay)])
  const [ports] = (await once(child, 'message')) as [Ports]
  return { child, ports }
}

/** So many endpoints of each kind, well mixed: nobody lists the sick ones first. */
function page(counts: [number, number][]): string {
  const lines = counts
    .flatMap(([count, port]) =>
      Array.from({ length: count }, (_, i) => ({ at: (i + 0.5) / count, id: `c${port}-${i}`, port })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ id, port }) => `  - { id: ${id}, name: C, check: { type: http, url: "http://127.0.0.1:${port}/" } }`)
  return `candor: 1
site: { name: Bench, url: https://bench.example }
defaults: { timeout: ${timeout}s, confirm: 1, allow_private: true }
components:
${lines.join('\n')}
`
}

interface Run {
  /** From start to exit, seconds. */
  seconds: number
  /** Processor time, seconds. */
  cpu: number
  megabytes: number
  up: number
  /** Milliseconds of those that are up, shortest first. */
  ms: number[]
}

/** One `./candor check` on a page where nothing is known of the past. */
async function check(yaml: string): Promise<Run> {
  const root = await mkdtemp(join(tmpdir(), 'candor-bench-'))
  try {
    await writeFile(join(root, 'components.yml'), yaml)
    const told = join(root, 'time')
    const start = performance.now()
    const child = spawn('/usr/bin/time', ['-f', '%M %U %S', '-o', told, candor, 'check', '--json', '--root', root])
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.pipe(process.stderr)
    await once(child, 'close')
    const seconds = (performance.now() - start) / 1000
    const { results } = JSON.parse(out) as { results: { verdict: string; ms: number }[] }
    const lastLine = (await readFile(told, 'utf8')).trim().split('\n').at(-1)!
    const [kilobytes, user, system] = lastLine.split(' ').map(Number) as [number, number, number]
    const healthy = results.filter(({ verdict }) => verdict === 'up')
    return {
      seconds,
      cpu: user + system,
      megabytes: kilobytes / 1024,
      up: healthy.length,
      ms: healthy.map(({ ms }) => ms).sort((a, b) => a - b),
    }
  } finally {
    await rm(root, { recursive: true })
  }
}

/** One round alone, without the start and end of a process. */
async function round(yaml: string): Promise<Pick<Run, 'seconds' | 'ms'>> {
  const root = await mkdtemp(join(tmpdir(), 'candor-bench-'))
  try {
    const path = join(root, 'components.yml')
    await writeFile(path, yaml)
    const child = spawn(process.execPath, [
      '--max-semi-space-size=4',
      join(import.meta.dirname, 'probe-round.ts'),
      path,
    ])
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.pipe(process.stderr)
    await once(child, 'close')
    const { seconds, results } = JSON.parse(out) as { seconds: number; results: { verdict: string; ms: number }[] }
    const healthy = results.filter(({ verdict }) => verdict === 'up')
    return { seconds, ms: healthy.map(({ ms }) => ms).sort((a, b) => a - b) }
  } finally {
    await rm(root, { recursive: true })
  }
}

const excess = ({ ms }: Pick<Run, 'ms'>, share: number) => ms[Math.floor(ms.length * share)]! - delay

const { child, ports } = await startServers()
// Servers have run before they are measured against.
for (let time = 0; time < 10; time += 1) {
  await Promise.all(
    Array.from({ length: 50 }, async () => await (await fetch(`http://127.0.0.1:${ports.delayed}/`)).text()),
  )
}
await check(page([[1, ports.quick]]))

const quick = await check(page([[20, ports.quick]]))
figure('20 healthy endpoints that are not up', 20 - quick.up, 0, '')
figure('20 healthy endpoints, start to exit', quick.seconds, 1.5, 's')
figure('20 healthy endpoints, memory', quick.megabytes, 150, 'MB')

// What one endpoint takes all by itself is the start and end of the process, not the round.
const alone = await check(page([[1, ports.delayed]]))
for (const [count, waves] of [
  [20, 1],
  [100, 5],
  [500, 25],
] as const) {
  const run = await check(page([[count, ports.delayed]]))
  const of = `${count} endpoints of ${delay} ms:`
  figure(`${of} not up`, count - run.up, 0, '')
  // At the default concurrency of 20 they are so many waves, if probing cost nothing.
  const least = ((waves - 1) * delay) / 1000 + alone.seconds
  figure(`${of} start to exit / without any cost of probing`, run.seconds / least, 2, 'x')
  figure(`${of} processor time / one endpoint's`, run.cpu / alone.cpu, 1 + count / 50, 'x')
  figure(`${of} memory / one endpoint's`, run.megabytes / alone.megabytes, 2, 'x')
  // The least of three: what other programs add at some moment is not ours.
  const runs = [run, await check(page([[count, ports.delayed]])), await check(page([[count, ports.delayed]]))]
  figure(`${of} distortion at p50`, Math.min(...runs.map((one) => excess(one, 0.5))), 15, 'ms')
  figure(`${of} distortion at p95`, Math.min(...runs.map((one) => excess(one, 0.95))), 50, 'ms')
}

/** What a run takes beyond one of a single endpoint, which is mostly the start of the process. */
const beyond = (run: Run) => (run.seconds - alone.seconds) / timeout

const mixed = await check(
  page([
    [90, ports.quick],
    [5, ports.gone],
    [5, ports.hanging],
  ]),
)
figure('100 endpoints, healthy ones that are not up', 90 - mixed.up, 0, '')
figure('100 endpoints, 5 refuse, 5 hang: beyond one endpoint / timeout', beyond(mixed), 1.05, 'x')

const many = page([
  [190, ports.delayed],
  [10, ports.hanging],
])
const rounds = [await round(many), await round(many)]
const sick = rounds.sort((a, b) => a.seconds - b.seconds)[0]!
figure('200 endpoints, healthy ones that are not up', 190 - sick.ms.length, 0, '')
figure('200 endpoints, 10 hang: the round / timeout', sick.seconds / timeout, 1.05, 'x')
figure('200 endpoints, 10 hang: distortion at p50', Math.min(...rounds.map((one) => excess(one, 0.5))), 15, 'ms')
figure('200 endpoints, 10 hang: distortion at p95', Math.min(...rounds.map((one) => excess(one, 0.95))), 50, 'ms')
const whole = await check(many)
figure('200 endpoints, 10 hang: beyond one endpoint / timeout', beyond(whole), 1.1, 'x')

child.disconnect()
process.exitCode ??= 0
