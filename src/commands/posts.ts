import { Option } from 'commander'
import type { Config } from '../config/config.ts'
import { headingTimes } from '../git/blame.ts'
import type { Post } from '../incidents/incident.ts'
import { closest, Failure, formatProblem } from '../problem/problem.ts'
import { resolvedAt } from '../status/folding.ts'
import { loadConfig } from '../store/config-file.ts'
import { loadPosts } from '../store/incidents-folder.ts'
import type { Instant } from '../time/instant.ts'
import { note, print } from './context.ts'
import { askPost } from './post-prompts.ts'

export interface Desk {
  root: string
  config: Config
  posts: Post[]
}

/** What a command that writes posts works on. */
export async function openDesk(root: string): Promise<Desk> {
  const { config } = await loadConfig(root)
  const { posts } = await loadPosts(root, config, (file) => headingTimes(root, file))
  return { root, config, posts }
}

/** The post of this id, of an occurrence of it, or with a part of it that only one has. */
export function findPost(posts: readonly Post[], id: string): Post {
  const wanted = id.replace(/^incidents\//, '').replace(/\.md$/i, '')
  const exact = posts.find((post) => post.id === wanted || `${post.id}${/-\d{8}$/.exec(wanted)?.[0]}` === wanted)
  if (exact !== undefined) return exact
  const begins = posts.filter((post) => post.id.startsWith(wanted))
  // Nobody types the date at night: `update api` will do while only one is about that.
  const found = begins.length > 0 ? begins : posts.filter((post) => post.id.includes(wanted))
  if (found.length === 1) return found[0]!
  const names = (some: readonly Post[]) =>
    some
      .slice(-8)
      .map((post) => `\n    ${post.id}`)
      .join('')
  if (found.length > 1) {
    throw new Failure(`\`${id}\` could be each of ${found.length} posts.\n  Expected more of one of:${names(found)}`, {
      exitCode: 2,
    })
  }
  const meant = closest(
    wanted,
    posts.map((post) => post.id),
  )
  const hint =
    meant === null
      ? `Expected the name of a file of incidents/, or a part that only one has:${names(posts)}`
      : `Did you mean ${meant}?`
  throw new Failure(`there is no post \`${id}\`.\n  ${hint}`, { exitCode: 2 })
}

/**
 * The post of `id`; without one the person at the terminal picks among `those`, newest first. With nobody to ask a
 * Failure (wrong use) that names them.
 */
export async function pickPost(desk: Desk, id: string | undefined, those: (post: Post) => boolean, use: string) {
  if (id !== undefined) return findPost(desk.posts, id)
  const newest = (post: Post) => post.updates.at(-1)?.at ?? 0
  const found = desk.posts.filter(those).toSorted((a, b) => newest(b) - newest(a))
  const picked = await askPost(found)
  if (picked !== null) return picked
  const names = found.slice(0, 8).map((post) => `\n    ${post.id}`)
  const which = found.length === 0 ? 'there is none' : `there are:${names.join('')}`
  throw new Failure(`which one?\n  Expected ${use}; ${which}`, { exitCode: 2 })
}

/** Whether people wait for a word on it: an incident that is not resolved, a maintenance that may still be moved. */
export function isPending({ kind, updates, maintenance }: Post, now: Instant): boolean {
  if (kind === 'incident') return resolvedAt(updates) === null
  return maintenance !== null && (maintenance.repeat !== null || maintenance.end > now)
}

/** Of a command that `post --direct` runs: what follows is its own business. */
export const directly = () => new Option('--direct').hideHelp()

/** Says what was written and what to do next, and what a strict reader would complain of. */
export async function tellWritten(desk: Desk, id: string, verb: string, direct = false): Promise<void> {
  const path = `incidents/${id}.md`
  const { problems } = await loadPosts(desk.root, desk.config, (file) => headingTimes(desk.root, file))
  print(path)
  for (const problem of problems.filter(({ file }) => file === path)) note(formatProblem(problem))
  if (!direct)
    note(`Look it over, then publish it with:\n  git add ${path} && git commit -m '${verb} ${id}' && git push`)
}
