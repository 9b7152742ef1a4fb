import { z } from 'zod'
import { impacts, incidentStatuses, maintenanceStatuses } from '../incidents/incident.ts'

/** What a report may hold at most. `reviewOf` keeps to it, and the reader refuses what does not. */
export const most = {
  /** Characters of the whole JSON: far more than an honest report has. */
  report: 256 * 1024,
  posts: 20,
  updates: 12,
  components: 100,
  channels: 50,
  problems: 50,
  /** Characters of a name, title or sentence. */
  line: 300,
  /** Characters of an update's or a hint's text. */
  text: 1500,
} as const

const line = z.string().max(most.line)
const text = z.string().max(most.text)
const count = z.int().min(0).max(1_000_000)
/** Until the year 9999. */
const instant = z.int().min(0).max(253_402_300_799)

const componentStatus = z.enum([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
])
const statusNow = z.enum([...componentStatus.options, 'unknown'])
const banner = z.strictObject({
  state: z.enum(['none', 'minor', 'major', 'critical', 'maintenance', 'unknown']),
  text: line,
})

/** A path below the root, as a person knows it: `incidents/2026-11-21-api.md`. Shown, and never opened. */
const file = line

const update = z.strictObject({
  status: z.enum([...incidentStatuses, ...maintenanceStatuses]),
  at: instant,
  /** The beginning of what was written, Markdown. */
  body: text,
  cut: z.boolean(),
  /** Against the base: `same` ones are told in a line. */
  change: z.enum(['new', 'changed', 'same']),
  components: z.array(z.strictObject({ name: line, status: componentStatus })).max(most.components),
  next: instant.nullable(),
  quiet: z.boolean(),
})

const post = z.strictObject({
  file,
  /** Where it was before it was renamed. */
  from: file.nullable(),
  /** Whether the address it had leads to the new one. */
  redirects: z.boolean(),
  change: z.enum(['added', 'changed', 'removed', 'renamed']),
  kind: z.enum(['incident', 'maintenance', 'notice']),
  id: line,
  title: line,
  impact: z.enum([...impacts, 'maintenance']).nullable(),
  /** Why visitors do not see it, or that they do. */
  shown: z.enum(['shown', 'later', 'over', 'draft', 'internal', 'removed']),
  window: z.strictObject({ start: instant, end: instant, repeats: z.boolean() }).nullable(),
  /** Newest first. */
  updates: z.array(update).max(most.updates),
  olderUpdates: count,
})

const channel = z.strictObject({
  id: line,
  type: line,
  audience: z.enum(['operators', 'public']),
  events: z.array(line).max(20),
  /** True: `quiet` keeps it from being told. */
  quiet: z.boolean(),
})

const problem = z.strictObject({
  file,
  line: count,
  column: count,
  severity: z.enum(['error', 'warning']),
  message: text,
  hint: text,
  /** The line as it should be; only where the pull request itself brought the line. */
  fix: z.string().max(most.line).nullable(),
})

/** What a pull request does to the page. It travels from a job that a stranger may have changed: all of it is hostile. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  timezone: line,
  at: instant,
  /** From the top of the repository to the root, with a slash at its end: `status/`, or nothing. */
  prefix: line.regex(/^(?:[\w-][\w.-]*\/)*$/),
  banner: z.strictObject({ before: banner, after: banner }),
  components: z
    .array(z.strictObject({ name: line, before: statusNow.nullable(), after: statusNow.nullable() }))
    .max(most.components),
  posts: z.array(post).max(most.posts),
  /** False: there is no channel in components.yml. */
  channels: z.boolean(),
  told: z.array(channel).max(most.channels),
  problems: z.array(problem).max(most.problems),
  /** Mistakes that are on main already, in files this pull request does not touch. */
  elsewhere: count,
  leftOut: z.strictObject({ posts: count, components: count, problems: count, channels: count }),
})

export type Report = z.output<typeof reportSchema>
export type ReportPost = Report['posts'][number]
export type ReportUpdate = ReportPost['updates'][number]
export type ReportProblem = Report['problems'][number]
export type ReportChannel = Report['told'][number]

/** Reads what a stranger calls a report. Nothing of it is repeated in the sentence that refuses it. */
export function readReport(json: string): { report: Report } | { refused: string } {
  if (json.length > most.report) return { refused: `it is longer than ${most.report / 1024} KiB` }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { refused: 'it is no JSON' }
  }
  const read = reportSchema.safeParse(value)
  if (read.success) return { report: read.data }
  const path = read.error.issues[0]?.path.filter((part) => typeof part === 'string' || typeof part === 'number') ?? []
  return { refused: path.length === 0 ? 'it is no report' : `\`${path.join('.')}\` is not as it should be` }
}
