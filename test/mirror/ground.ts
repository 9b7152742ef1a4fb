import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder for sites and the places that they are copied to. */
export function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'candor-mirror-'))
  return { at: (name: string) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const page: Record<string, string> = {
  '404.html': 'none',
  'badges/api/status.svg': '<svg/>',
  'components/api/index.html': 'api',
  'embed.js': 'script',
  'feed.xml': '<feed/>',
  'index.html': 'home 1',
  'version.json': '{"run":"1"}',
}

export function write(folder: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Every file of a folder: path -> text. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
