import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import process from 'node:process'
import type { Snapshot } from '../status/snapshot.ts'

/** All that a build of the site is made of; it reads nothing else, so the same input gives the same bytes. */
export interface BuildInput {
  /** Taken for its audience: everything in it may be published. */
  snapshot: Snapshot
  /** The source's commit and the run that builds, for /version.json. */
  source: { commit: string | null; run: string | null }
}

/** The one name by which Astro's process is told where its input lies. */
export const inputVariable = 'CANDOR_SITE_INPUT'

export async function writeInput(path: string, input: BuildInput): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(input))
}

export async function readInput(): Promise<BuildInput> {
  const path = process.env[inputVariable]
  if (path === undefined) throw new Error(`${inputVariable} is not set: the site is built by \`./candor build\`.`)
  return JSON.parse(await readFile(path, 'utf8')) as BuildInput
}
