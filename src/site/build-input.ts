import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import process from 'node:process'
import type { BrandFiles } from '../config/brand.ts'
import type { Snapshot } from '../status/snapshot.ts'
import type { Audience } from '../status/take.ts'

/** Where it all comes from, for /version.json and for links to the files themselves. */
export interface Source {
  /** What is checked out. */
  commit: string | null
  /** The run that builds. */
  run: string | null
  /** Newest commit of the results branch that is known here. */
  results?: string | null
  /** `https://github.com`, or a company's own. */
  server?: string
  /** `owner/name`, when not everybody may see that repository. */
  privateRepository?: string
}

/** All that a build of the site is made of; it reads nothing else, so the same input gives the same bytes. */
export interface BuildInput {
  /** Taken for its audience: everything in it may be published. */
  snapshot: Snapshot
  source: Source
  /** Who will see it; the public where nothing is said. */
  audience?: Audience
  /** Files that `site.brand` names, and the owner's own pages. */
  brand?: BrandFiles
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
