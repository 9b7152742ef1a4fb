import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { apiFiles } from '../feeds/api-v2.ts'
import { copies } from '../feeds/redirects.ts'
import { jsonText } from '../site/answers.ts'
import { readInput } from '../site/build-input.ts'
import type * as Every from '../site/every-page.ts'
import { writePages } from '../site/write-pages.ts'

// A process of its own: the compiled pages read their input once, and keep it. Each build gives everything back at its end.
const [compiled] = process.argv.slice(2)
const site = join(process.cwd(), 'site')
const { snapshot } = await readInput()

// One an incident, and nothing but data: a renderer of pages would take ten times as long over them.
const folders = new Set<string>()
for (const [path, value] of apiFiles(snapshot)) {
  const file = join(site, 'api', 'v2', path)
  if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
  folders.add(dirname(file))
  writeFileSync(file, jsonText(value))
}
await writePages((await import(pathToFileURL(compiled!).href)) as typeof Every, site)
for (const { from, to } of copies(snapshot)) {
  mkdirSync(dirname(join(site, to)), { recursive: true })
  copyFileSync(join(site, from), join(site, to))
}
