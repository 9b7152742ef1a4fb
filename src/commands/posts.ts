import type { Config } from '../config/config.ts'
import { headingTimes } from '../git/blame.ts'
import type { Post } from '../incidents/incident.ts'
import { closest, Failure, formatProblem } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import { loadPosts } from '../store/incidents-folder.ts'
import { note, print } from './context.ts'

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

/** The post of this id, of an occurrence of it, or of a prefix that only one has. */
export function findPost(posts: readonly Post[], id: string): Post {
  const wanted = id.replace(/^incidents\//, '').replace(/\.md$/i, '')
  const exact = posts.find((post) => post.id === wanted || `${post.id}${/-\d{8}$/.exec(wanted)?.[0]}` === wanted)
  if (exact !== undefined) return exact
  const found = posts.filter((post) => post.id.startsWith(wanted))
  if (found.length === 1) return found[0]!
  const names = (some: readonly Post[]) =>
    some
      .slice(-8)
      .map((post) => `\n    ${post.id}`)
      .join('')
  if (found.length > 1) {
    throw new Failure(
      `\`${id}\` begins the names of ${found.length} posts.\n  Expected more of one of:${names(found)}`,
      { exitCode: 2 },
    )
  }
  const meant = closest(
    wanted,
    posts.map((post) => post.id),
  )
  const hint =
    meant === null
      ? `Expected the name of a file of incidents/, or its beginning:${names(posts)}`
      : `Did you mean ${meant}?`
  throw new Failure(`there is no post \`${id}\`.\n  ${hint}`, { exitCode: 2 })
}

/** Says what was written and what to do next, and what a strict reader would complain of. */
export async function tellWritten(desk: Desk, id: string, verb: string): Promise<void> {
  const path = `incidents/${id}.md`
  const { problems } = await loadPosts(desk.root, desk.config, (file) => headingTimes(desk.root, file))
  print(path)
  for (const problem of problems.filter(({ file }) => file === path)) note(formatProblem(problem))
  note(`Look it over, then publish it with:\n  git add ${path} && git commit -m '${verb} ${id}' && git push`)
}
