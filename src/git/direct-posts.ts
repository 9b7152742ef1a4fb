import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere, writeWhole } from '../store/file.ts'
import type { Instant } from '../time/instant.ts'
import { ask } from './git.ts'
import { objectId } from './local-checks.ts'
import type { Repository } from './repository.ts'
import { plainFiles, readFiles } from './tip.ts'

/** A post that went to the second host, and that main does not have as far as we know. */
export interface DirectPost {
  /** As main had it when it was written; null: not at all. */
  base: string | null
  /** The words that went out. */
  text: string
  at: Instant
}

/** By path from the top of the clone. */
export type DirectPosts = Record<string, DirectPost>

// Beside Git's own files: no commit, no clean-up and no change of branch takes it along.
const place = ({ gitFolder }: Repository) => join(gitFolder, 'candor-direct.json')

/** What waits to be pushed. */
export async function readDirect(repository: Repository): Promise<DirectPosts> {
  const text = await readIfThere(place(repository))
  return text === null ? {} : (JSON.parse(text) as DirectPosts)
}

/** Remembers what is about to go out, so that no word of it is lost whatever becomes of the files. */
export async function rememberDirect(repository: Repository, now: Instant): Promise<DirectPosts> {
  const waiting = await readDirect(repository)
  const local = await localPosts(repository)
  for (const [path, { base, text }] of Object.entries(local)) {
    const known = waiting[path]
    // The same words under a name of a person's choice: not two posts.
    const before = Object.keys(waiting).find((other) => !(other in local) && waiting[other]!.text === text)
    if (known === undefined && before !== undefined) delete waiting[before]
    if (known?.text !== text) waiting[path] = { base: known === undefined ? base : known.base, text, at: now }
  }
  await keep(repository, waiting)
  return waiting
}

const wordsPlace = ({ gitFolder }: Repository) => join(gitFolder, 'candor-direct-words.json')
const mostWords = 2000

/** Digests of the words that went out from here. */
export async function sentWords(repository: Repository): Promise<string[]> {
  return JSON.parse((await readIfThere(wordsPlace(repository))) ?? '[]') as string[]
}

export async function rememberSent(repository: Repository, words: readonly string[]): Promise<void> {
  const all = [...new Set([...(await sentWords(repository)), ...words])].slice(-mostWords)
  await writeWhole(wordsPlace(repository), `${JSON.stringify(all)}\n`)
}

/** Main has it: forgotten, unless it was written on since. */
export async function forgetDirect(repository: Repository, path: string, text: string): Promise<void> {
  const waiting = await readDirect(repository)
  if (waiting[path]?.text !== text) return
  delete waiting[path]
  await keep(repository, waiting)
}

async function keep(repository: Repository, waiting: DirectPosts): Promise<void> {
  await writeWhole(place(repository), `${JSON.stringify(waiting, null, 2)}\n`)
}

/** Posts of the page's folder that differ from what main had when it was last fetched here. */
async function localPosts(repository: Repository): Promise<Record<string, { base: string | null; text: string }>> {
  const { root, prefix } = repository
  const main = await ask(root, ['merge-base', 'HEAD', 'refs/remotes/origin/main'])
  const commit = main ?? (await ask(root, ['rev-parse', '--verify', '--quiet', 'HEAD']))
  const files = commit === null ? [] : await plainFiles(repository, commit, 'incidents/', 'main')
  const before = new Map(files.map(({ name, oid }) => [name, oid]))
  const found: Record<string, { base: string | null; text: string }> = {}
  for (const name of await readdir(join(root, 'incidents')).catch(() => [])) {
    if (!/^[^_.].*\.md$/i.test(name) || name === 'README.md') continue
    const text = await readFile(join(root, 'incidents', name), 'utf8')
    const oid = before.get(name)
    const same = (lines: string) => oid !== undefined && objectId(lines, oid) === oid
    if (isDraft(text) || same(text) || same(text.replaceAll('\r\n', '\n'))) continue
    const base = oid === undefined ? null : ((await readFiles(repository, [oid])).get(oid) ?? null)
    found[`${prefix}incidents/${name}`] = { base, text }
  }
  return found
}

/** Not on the page yet, so not to be pushed either. */
function isDraft(text: string): boolean {
  return /^---\r?\n(?:(?!---)[^\n]*\n)*?draft:\s*true/.test(text)
}
