import { type Advice, adviseOn } from '../advice/advice.ts'
import type { Config } from '../config/config.ts'
import { changedFiles, newLines } from '../git/changed-files.ts'
import { ask } from '../git/git.ts'
import type { Post } from '../incidents/incident.ts'
import type { Problem } from '../problem/problem.ts'
import type { ReviewInput } from '../review/review.ts'
import { isPost, strayProblem } from '../review/strays.ts'
import { takeSnapshot } from '../status/take.ts'
import { loadResults } from '../store/checks-folder.ts'
import { loadConfig } from '../store/config-file.ts'
import { loadPosts } from '../store/incidents-folder.ts'
import type { Instant } from '../time/instant.ts'
import { changedPosts, commitTimes, configAt } from './base.ts'

const configFile = 'components.yml'

/** The page of a root at `now`, beside what it would be without what changed since `since` (a commit). */
export async function compareWithBase(root: string, since: string, now: Instant, ahead?: number): Promise<ReviewInput> {
  const { base: commit, files } = await changedFiles(root, since, ['incidents', configFile])
  const { config, current, problems: configProblems } = await loadConfig(root)
  const times = commitTimes(root)
  const { posts, problems, refused } = await loadPosts(root, config, times())
  const touched = files.filter(({ path }) => path !== configFile)
  const changes = await changedPosts({ root, commit, config, times }, touched, posts)
  const newConfig = touched.length < files.length

  const was = changes.flatMap(({ before }) => before ?? [])
  const changed = new Set(changes.flatMap(({ before, after }) => [before?.id, after?.id]))
  const unchanged = posts.filter(({ id }) => !changed.has(id))
  const take = async (of: Config, all: Post[]) => {
    const results = await loadResults(root, of, now, ahead)
    return takeSnapshot({ now, audience: 'public', config: of, configIsCurrent: current, results, posts: all, refused })
  }
  const paths = new Set(files.map(({ path }) => path))
  // A component that goes makes mistakes of words that nobody touched: then all of them are this change's.
  const isOurs = (problem: Problem) => newConfig || paths.has(problem.file) || problem.file === 'incidents'
  const strays = touched.filter(({ change, path }) => change !== 'removed' && !isPost(path))
  const after = await take(config, posts)
  const advice = adviseOn(after).filter(({ post }) => post !== null && changes.some(({ after: is }) => is?.id === post))
  const ours = [
    ...(newConfig ? configProblems : []),
    ...strays.flatMap((file) => strayProblem(file) ?? []),
    ...problems.filter(isOurs),
    ...advice.map(asWarning),
  ]
  return {
    prefix: (await ask(root, ['rev-parse', '--show-prefix'])) ?? '',
    before: await take((newConfig ? await configAt(root, commit) : null) ?? config, byId([...unchanged, ...was])),
    after,
    changes,
    problems: await withLinesOfThisChange(root, commit, ours),
    elsewhere: problems.filter((problem) => !isOurs(problem) && problem.severity === 'error').length,
  }
}

/** What a careful colleague would point out. It stops nothing. */
function asWarning({ post, line, message, hint }: Advice): Problem {
  return { file: `incidents/${post}.md`, line, column: 1, severity: 'warning', message, hint }
}

/** A mended line can be offered only where the change brought the line. */
async function withLinesOfThisChange(root: string, commit: string, problems: readonly Problem[]): Promise<Problem[]> {
  const lines = new Map<string, Set<number>>()
  const result: Problem[] = []
  for (const problem of problems) {
    const { fix, ...rest } = problem
    if (fix !== undefined && !lines.has(problem.file)) {
      lines.set(problem.file, await newLines(root, commit, problem.file))
    }
    result.push(fix !== undefined && lines.get(problem.file)!.has(fix.line) ? problem : rest)
  }
  return result
}

function byId(posts: Post[]): Post[] {
  return posts.sort((a, b) => (a.id < b.id ? -1 : 1))
}
