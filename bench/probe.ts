import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { figure } from './figure.ts'

const candor = join(import.meta.dirname, '..', 'candor')

const healthy = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
const hanging = createTcpServer(() => {}).listen(0, '127.0.0.1')
const gone = createTcpServer().listen(0, '127.0.0.1')
await new Promise((resolve) => gone.once('listening', resolve))
const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port
const ports = { healthy: portOf(healthy), hanging: portOf(hanging), gone: portOf(gone) }
await new Promise((resolve) => gone.close(resolve))

/** So many endpoints of each kind, well mixed: nobody lists the sick ones first. */
function components(counts: [number, number][], timeout: number): string {
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

/** One `./candor check` on such a page: seconds from start to exit, and the most memory it held, in MB. */
async function check(yaml: string): Promise<{ seconds: number; megabytes: number; up: number }> {
  const root = await mkdtemp(join(tmpdir(), 'candor-bench-'))
  try {
    await writeFile(join(root, 'components.yml'), yaml)
    const memory = join(root, 'memory')
    const start = performance.now()
    const child = spawn('/usr/bin/time', ['-f', '%M', '-o', memory, candor, 'check', '--json', '--root', root])
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.pipe(process.stderr)
    await new Promise((resolve) => child.once('close', resolve))
    const seconds = (performance.now() - start) / 1000
    const { results } = JSON.parse(out) as { results: { verdict: string }[] }
    const megabytes = Number((await readFile(memory, 'utf8')).trim().split('\n').at(-1)) / 1024
    return { seconds, megabytes, up: results.filter(({ verdict }) => verdict === 'up').length }
  } finally {
    await rm(root, { recursive: true })
  }
}

await check(components([[1, ports.healthy]], 5))
const quick = await check(components([[20, ports.healthy]], 5))
figure('20 healthy endpoints that are not up', 20 - quick.up, 0, '')
figure('20 healthy endpoints, start to exit', quick.seconds, 1.5, 's')
figure('20 healthy endpoints, memory', quick.megabytes, 150, 'MB')

// The default of components.yml.
const timeout = 10
const sick = await check(
  components(
    [
      [90, ports.healthy],
      [5, ports.gone],
      [5, ports.hanging],
    ],
    timeout,
  ),
)
figure('100 endpoints, healthy ones that are not up', 90 - sick.up, 0, '')
figure('100 endpoints, 5 refuse, 5 hang: start to exit / timeout', sick.seconds / timeout, 1.15, 'x')

const many = await check(
  components(
    [
      [190, ports.healthy],
      [10, ports.hanging],
    ],
    timeout,
  ),
)
figure('200 endpoints, healthy ones that are not up', 190 - many.up, 0, '')
figure('200 endpoints, 10 hang: start to exit / timeout', many.seconds / timeout, 1.15, 'x')

healthy.close()
hanging.close()
process.exitCode ??= 0
healthy.closeAllConnections()
