import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { addressOf } from '../feeds/address.ts'
import { readInput } from '../site/build-input.ts'

// A process of its own: Astro puts intermediate files where the working directory is, holds half a gigabyte,
// and keeps state between builds. Here each build has its own folder and gives everything back at its end.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1'
const engine = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const aside = process.cwd()
const { snapshot } = await readInput()
const { origin, base } = addressOf(snapshot.config.site.url)

const { build } = await import('astro')
await build({
  root: engine,
  outDir: join(aside, 'site'),
  cacheDir: join(aside, 'cache'),
  site: origin,
  base: `${base}/`,
  logLevel: 'warn',
  vite: { cacheDir: join(aside, 'vite'), logLevel: 'warn' },
})
