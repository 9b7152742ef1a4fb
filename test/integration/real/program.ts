import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** Debian keeps servers where not everybody's PATH leads. */
const folders = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  ...globSync('/usr/lib/postgresql/*/bin'),
]

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a program, null where it is not installed. */
export function findProgram(name: string): string | null {
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null
}

export function program(name: string): string {
  const path = findProgram(name)
  if (path === null) throw new Error(`${name} is not installed. .ci/run says which package brings it.`)
  return path
}

/** A laptop without these programs skips the tests and says so; in CI they must run. */
export function skipWithout(...names: string[]): boolean {
  const missing = names.filter((name) => findProgram(name) === null)
  if (missing.length === 0 || process.env['CI']) return false
  console.warn(`SKIPPED: ${missing.join(', ')} is not installed; .ci/run says which package brings it.`)
  return true
}
