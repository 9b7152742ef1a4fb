import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config/read.ts'
import { Failure, formatProblem } from '../problem/problem.ts'
import { type StarterOrder, starterFiles } from '../starter/starter.ts'

/** The engine's own folder: what `init` copies lies beside this file's tree. */
export const engineFolder = fileURLToPath(new URL('../../', import.meta.url))
const copied = ['checks/README.md', 'incidents/README.md', 'incidents/_templates']

/** A repository that GitHub made has some of these already; a page does without ours. */
const mayStay = ['README.md', '.gitignore', '.gitattributes', '.github/dependabot.yml', '.github/CODEOWNERS']

/** Paths of what was written, and of what was there and stays as it is. */
export interface Written {
  written: string[]
  kept: string[]
}

/** Throws a Failure when `folder` holds a page, or part of one. */
export async function assertNoPage(folder: string): Promise<void> {
  const there = await takenIn(folder, ['components.yml', 'incidents', 'checks', '.github/workflows/checks.yml'])
  if (there.length > 0) throw taken(folder, there)
}

/**
 * Writes a new page into `folder`. Nothing that is there is overwritten, and a components.yml that would be refused is not
 * written. `components` replaces the made one (the demo brings its own).
 */
export async function writeStarter(folder: string, order: StarterOrder, components?: string): Promise<Written> {
  const files = starterFiles(order, await engineDocs())
  if (components !== undefined) files.set('components.yml', components)
  const { config, problems } = readConfig(files.get('components.yml')!)
  if (config === null) {
    throw new Failure(`that would make a page that Candor refuses.\n${problems.map(formatProblem).join('\n')}`, {
      exitCode: 2,
    })
  }
  const there = await takenIn(folder, [...files.keys()])
  const inTheWay = there.filter((path) => !mayStay.includes(path))
  if (inTheWay.length > 0) throw taken(folder, inTheWay)
  const written = [...files.keys()].filter((path) => !there.includes(path))
  for (const path of written) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), files.get(path)!, { flag: 'wx' })
  }
  return { written, kept: there }
}

function taken(folder: string, paths: readonly string[]): Failure {
  return new Failure(
    `${folder} has ${paths.join(', ')} already; nothing was written.\n  Expected a new folder, as in: ./candor init my-status`,
  )
}

async function engineDocs(): Promise<Map<string, string>> {
  const docs = new Map<string, string>()
  for (const path of copied) {
    const full = join(engineFolder, path)
    const names = (await stat(full)).isDirectory() ? (await readdir(full)).map((name) => join(full, name)) : [full]
    for (const name of names) docs.set(relative(engineFolder, name).replaceAll('\\', '/'), await readFile(name, 'utf8'))
  }
  return docs
}

async function takenIn(folder: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) if ((await stat(join(folder, path)).catch(() => null)) !== null) found.push(path)
  return found
}
