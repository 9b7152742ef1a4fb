import { wordsIn } from '../config/scalars.ts'
import type { Problem } from '../problem/problem.ts'
import type { Snapshot, StatusNow } from '../status/snapshot.ts'
import type { PostChange } from './changes.ts'
import { cutLine, cutText } from './cut.ts'
import { most, type Report, type ReportProblem } from './report.ts'
import { timelineOf } from './timeline.ts'
import { toldOf } from './told.ts'

export interface ReviewInput {
  /** From the top of the repository to the root: `status/`, or nothing. */
  prefix: string
  /** The page as it is, and as it will be, both at the same moment. */
  before: Snapshot
  after: Snapshot
  changes: readonly PostChange[]
  /** Of the files that are touched; `fix` only where the change itself brought the line. */
  problems: readonly Problem[]
  /** How many mistakes stand in other files. */
  elsewhere: number
}

/** What a change of incidents/ does to the page: what visitors will see, who will be told, what is to be mended. */
export function reviewOf({ prefix, before, after, changes, problems, elsewhere }: ReviewInput): Report {
  const posts = changes
    .filter((change) => change.before !== null || change.after !== null)
    .map((change) => ({ change, post: timelineOf(change, after) }))
  const components = changedComponents(before, after)
  const told = toldOf(posts, after)
  const over = (all: readonly unknown[], limit: number) => Math.max(0, all.length - limit)
  return {
    version: 1,
    timezone: after.config.site.timezone,
    at: after.now,
    prefix,
    banner: { before: bannerOf(before), after: bannerOf(after) },
    components: components.slice(0, most.components),
    posts: posts.slice(0, most.posts).map(({ post }) => post),
    channels: after.config.notify.length > 0,
    told: told.slice(0, most.channels),
    problems: problems.slice(0, most.problems).map(problemOf),
    elsewhere,
    leftOut: {
      posts: over(posts, most.posts),
      components: over(components, most.components),
      problems: over(problems, most.problems),
      channels: over(told, most.channels),
    },
  }
}

function bannerOf({ headline }: Snapshot): Report['banner']['after'] {
  return { state: headline.state, text: cutLine(headline.text) }
}

/** Components whose status is another one, that come or that go; null where there is none. */
function changedComponents(before: Snapshot, after: Snapshot): Report['components'] {
  const was = new Map(before.components.map(({ component, status }) => [component.id, status]))
  const is = new Map(after.components.map(({ component, status }) => [component.id, status]))
  const language = after.config.site.languages[0]
  const all = [...after.components, ...before.components.filter(({ component }) => !is.has(component.id))]
  return all
    .map(({ component }) => ({
      name: cutLine(wordsIn(component.name, language, language)),
      before: was.get(component.id) ?? null,
      after: is.get(component.id) ?? null,
    }))
    .filter(
      (one): one is { name: string; before: StatusNow | null; after: StatusNow | null } => one.before !== one.after,
    )
}

function problemOf({ file, line, column, severity, message, hint, fix }: Problem): ReportProblem {
  const whole = fix !== undefined && fix.line === line && fix.text.length <= most.line
  return {
    file: cutLine(file),
    line,
    column,
    severity,
    message: cutText(message),
    hint: cutText(hint),
    fix: whole ? fix.text : null,
  }
}
