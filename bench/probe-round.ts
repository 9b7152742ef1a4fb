import { readFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { readConfig } from '../src/config/read.ts'
import { probeRound } from '../src/probe/round.ts'

// One round in a process of its own, timed without the start of the process: `node bench/probe-round.ts components.yml`
const { config } = readConfig(await readFile(process.argv[2]!, 'utf8'))
const context = {
  fill: (text: string) => text,
  readFile: (path: string) => readFile(path, 'utf8'),
  userAgent: 'Candor',
}
const { components } = config!
// The code of the probes is loaded once for all.
await probeRound(components.slice(0, 1), context, { reference: [] })
const start = performance.now()
const results = await probeRound(components, context, { reference: [] })
const seconds = (performance.now() - start) / 1000
process.stdout.write(JSON.stringify({ seconds, results: results.map(({ verdict, ms }) => ({ verdict, ms })) }))
