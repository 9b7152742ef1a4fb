import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { addressOf } from '../feeds/address.ts'
import { apiFiles } from '../feeds/api-v2.ts'
import { copies } from '../feeds/redirects.ts'
import { jsonText } from '../site/answers.ts'
import { readInput } from '../site/build-input.ts'

// A process of its own: Astro puts intermediate files where the working directory is, holds half a gigabyte,
// and keeps state between builds. Here each build has its own folder and gives everything back at its end.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1'
const engine = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const aside = process.cwd()
const { snapshot } = await readInput()
const { origin, base } = addressOf(snapshot.config.site.url)

// One an incident, and nothing but data: Astro would take ten times as long over them.
const files = [...apiFiles(snapshot)].map(([path, value]) => ({ file: join(aside, 'api', path), value }))
for (const folder of new Set(files.map(({ file }) => dirname(file)))) await mkdir(folder, { recursive: true })
for (const { file, value } of files) await writeFile(file, jsonText(value))

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
await rename(join(aside, 'api'), join(aside, 'site', 'api', 'v2'))
for (const { from, to } of copies(snapshot)) {
  await mkdir(dirname(join(aside, 'site', to)), { recursive: true })
  await copyFile(join(aside, 'site', from), join(aside, 'site', to))
}
