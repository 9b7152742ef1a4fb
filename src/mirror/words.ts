import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../problem/problem.ts'
import { day, type Instant, utcDate } from '../time/instant.ts'

/** A file beside each copy: which words it holds, as digests, for some of them may be of posts that are not public. */
export const wordsFile = 'mirrored.json'

export interface Words {
  /** Copied from somebody's clone, not from the newest main: it may hold words that main has not, and lack others. */
  direct: boolean
  words: string[]
}

const length = 30 * day

/** What is written in incidents/, an update each. With `since` only of posts that were written on within 30 days of it. */
export async function wordsIn(root: string, since: Instant | null): Promise<string[]> {
  const first = since === null ? '' : utcDate(since - length)
  const names = await readdir(join(root, 'incidents')).catch(() => [])
  const found: string[] = []
  for (const name of names.filter((one) => /^[^_.].*\.md$/i.test(one) && one !== 'README.md')) {
    const text = await readFile(join(root, 'incidents', name), 'utf8')
    // Headings say when; a post without any date in them is one of a thumb's, written now.
    const dates = [...text.matchAll(/^##.*?(\d{4}-\d\d-\d\d)/gm)].map(([, date]) => date!)
    if (dates.length > 0 && !dates.some((date) => date >= first)) continue
    for (const section of text.split(/(?=^## )/m)) found.push(digest(name, section))
  }
  return found.sort()
}

function digest(name: string, section: string): string {
  const plain = section.replaceAll(/\s+/g, ' ').trim()
  return createHash('sha256').update(`${name}\0${plain}`).digest('hex').slice(0, 16)
}

/**
 * Stops a copy that would make words vanish: of somebody who posted without GitHub and did not push yet, or newer ones
 * than a clone has that stayed behind. From main to main everything may go: there it was taken out on purpose.
 */
export function assertKeepsWords(
  place: string,
  there: string | null,
  ours: ReadonlySet<string>,
  direct: boolean,
): void {
  const theirs = there === null ? null : read(there)
  if (theirs === null || (!theirs.direct && !direct)) return
  const missing = theirs.words.filter((word) => !ours.has(word)).length
  if (missing === 0) return
  const what = missing === 1 ? 'one post or update' : `${missing} posts or updates`
  throw new Failure(
    direct
      ? `${place} shows ${what} that this clone does not have; it was left as it is, lest they vanish.\n  Bring them here first (git pull; or what a colleague posted without GitHub, from the page), then: ./candor post --direct\n  To put this clone's page there all the same: ./candor mirror --force`
      : `${place} shows ${what} that main does not have: posted without GitHub, and not pushed yet. It was left as it is, lest they vanish.\n  Whoever posted them types: ./candor post --push\n  To put this page there all the same: ./candor build && ./candor mirror --force`,
  )
}

/** Somebody's file on another host: whatever it is, it only decides whether we stop. */
function read(text: string): Words | null {
  try {
    const { direct, words } = JSON.parse(text) as Partial<Words>
    if (!Array.isArray(words)) return null
    return { direct: direct === true, words: words.filter((word) => typeof word === 'string') }
  } catch {
    return null
  }
}
