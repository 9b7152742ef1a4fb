import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Place, readPlace } from '../config/mirror-place.ts'
import { copyTo } from '../mirror/mirror.ts'
import { listSite } from '../mirror/site-files.ts'
import { assertKeepsWords, type Words, wordsFile, wordsIn } from '../mirror/words.ts'
import { Failure } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import type { Instant } from '../time/instant.ts'
import { assertGivesNothingAway } from './outgoing.ts'

/** What became of the copy to one place. */
export interface Mirrored {
  place: string
  ok: boolean
  copied: number
  removed: number
  /** A sentence. */
  message: string
}

/** The places that were named, else those of components.yml. Throws a Failure (wrong use) for what is none. */
export async function placesFrom(words: readonly string[], root: string): Promise<Place[]> {
  const named = words.length > 0 ? words : ((await loadConfig(root)).config.mirrors ?? [])
  return named.map((text) => {
    const place = readPlace(text)
    if (typeof place !== 'string') return place
    throw new Failure(`\`${text}\` is no place for a copy of the page: ${place}.`, { exitCode: 2 })
  })
}

export interface CopyOptions {
  /** From somebody's clone, without GitHub. */
  direct?: boolean
  /** Whatever the place shows. */
  force?: boolean
  /** Digests of words that came from here, also of those that were rewritten since. */
  known?: readonly string[]
}

/**
 * Copies a built site to all places side by side: one that cannot be reached stops none of the others. Throws a Failure
 * (exit 1) when a secret stands in it; then nothing went anywhere.
 */
export async function copyToAll(
  places: readonly Place[],
  dir: string,
  root: string,
  now: Instant,
  { direct = false, force = false, known = [] }: CopyOptions = {},
): Promise<Mirrored[]> {
  const listed = await listSite(dir)
  await assertGivesNothingAway(root, dir, { what: 'Nothing was copied', shown: basename(dir) })
  const path = join(dir, wordsFile)
  const words: Words = { direct, words: await wordsIn(root, now) }
  const ours = new Set([...known, ...(await wordsIn(root, null))])
  const pages = listed.pages.filter((page) => page !== wordsFile)
  const site = { ...listed, pages, last: [wordsFile, ...listed.last] }
  const copy = async (place: Place): Promise<Mirrored> => {
    const guard = (there: string | null) => {
      if (!force) assertKeepsWords(place.text, there, ours, direct)
    }
    try {
      const { copied, removed } = await copyTo(place, site, root, now, guard)
      return { place: place.text, ok: true, copied, removed, message: told(place.text, copied, removed) }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return { place: place.text, ok: false, copied: 0, removed: 0, message: error.message }
    }
  }
  // Only for the copies: Pages has main, and needs no such file.
  await writeFile(path, `${JSON.stringify(words)}\n`)
  return Promise.all(places.map(copy)).finally(() => rm(path, { force: true }))
}

function told(place: string, copied: number, removed: number): string {
  if (copied + removed === 0) return `${place} has this page already.`
  const files = (count: number) => `${count} ${count === 1 ? 'file' : 'files'}`
  return `${place} has this page: ${files(copied)} copied${removed > 0 ? `, ${files(removed)} removed` : ''}.`
}
