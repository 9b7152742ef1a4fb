import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { compiledSite } from '../src/commands/build-compile.ts'

/** Before the tests, so that those that build a site find its pages compiled, and do not all compile them at once. */
export async function setup(): Promise<void> {
  const engine = join(import.meta.dirname, '..')
  const shelf = join(engine, 'node_modules/.candor-build')
  await mkdir(shelf, { recursive: true })
  await compiledSite(engine, shelf, process.env)
}
