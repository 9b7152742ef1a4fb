import type { ComponentStatus } from '../incidents/incident.ts'
import { type Instant, parseInstant } from '../time/instant.ts'
import type { FoundPost, FoundUpdate, Haul, Refusal } from './haul.ts'
import { isHtml, textOfHtml } from './html-text.ts'
import { readLooseTime } from './loose-time.ts'
import { issue, type UpptimeIssue } from './upptime-shapes.ts'

type Found = Pick<Haul, 'posts' | 'refused' | 'warnings'>

/** The incidents and maintenances that issues are. `place` is the address of the repository's issues, for people. */
export function upptimePosts(list: readonly unknown[], components: Haul['components'], place: string): Found {
  const found: Found = { posts: [], refused: [], warnings: [] }
  let others = 0
  for (const raw of list) {
    const read = issue.safeParse(raw)
    const origin = `${place}/${read.success ? read.data.number : '?'}`
    if (!read.success) {
      found.refused.push({
        origin,
        reason: `It is no issue as GitHub sends it: \`${read.error.issues[0]!.path.join('.')}\`.`,
      })
      continue
    }
    const labels = read.data.labels.map((label) => label.toLowerCase())
    if (read.data.isPullRequest) continue
    if (!labels.includes('status') && !labels.includes('maintenance')) {
      others += 1
      continue
    }
    try {
      found.posts.push(
        labels.includes('maintenance') ? windowPost(read.data, origin) : statusPost(read.data, origin, components),
      )
    } catch (error) {
      found.refused.push({ origin, reason: (error as Error).message })
    }
  }
  if (others > 0) found.warnings.push(left(others, place))
  found.posts.sort((a, b) => a.updates[0]!.at - b.updates[0]!.at || (a.id < b.id ? -1 : 1))
  return found
}

function left(count: number, place: string): Refusal {
  const what = count === 1 ? '1 issue has' : `${count} issues have`
  return {
    origin: place,
    reason: `${what} neither the label \`status\` nor \`maintenance\`; they are no incidents and stay there.`,
  }
}

function statusPost(found: UpptimeIssue, origin: string, components: Haul['components']): FoundPost {
  const start = timeOf(found.createdAt)
  if (start === null) throw new Error('It does not say when it was opened.')
  const warnings: string[] = []
  const status: ComponentStatus = /degraded/i.test(found.title) ? 'degraded_performance' : 'major_outage'
  const named = components.filter(
    ({ keys, name }) => keys.some((key) => found.labels.includes(key)) || found.title.includes(` ${name} `),
  )
  const titled = /^\W*(.+?) (?:is down|has degraded performance)\s*$/u.exec(found.title)?.[1]?.trim()
  // The longest name that its title holds: "API" stands in "API Gateway is down" too.
  const one = named.find(({ name }) => name === titled) ?? named.toSorted((a, b) => b.name.length - a.name.length)[0]
  const key = one?.keys[0] ?? titled
  if (key === undefined) warnings.push('It does not say which site it is about.')
  const updates: FoundUpdate[] = [
    {
      status: 'investigating',
      at: start,
      body: plain(found.body),
      components: key === undefined ? {} : { [key]: status },
    },
  ]
  addComments(found, updates, warnings)
  const closed = timeOf(found.closedAt)
  const last = updates.findLast((update) => update.status !== 'postmortem')!
  if (closed !== null && last.status !== 'resolved') {
    // Upptime writes its last words and closes the issue in one go.
    updates.push({ status: 'resolved', at: Math.max(closed, last.at), body: '', components: {} })
  }
  if (closed === null && last.status !== 'resolved') warnings.push('It is not closed, so it is open here too.')
  return { ...base(found, origin, warnings), kind: 'incident', title: titleOf(found), updates, maintenance: null }
}

function addComments({ comments }: UpptimeIssue, updates: FoundUpdate[], warnings: string[]): void {
  let strangers = 0
  for (const { body, createdAt, association } of comments) {
    const at = timeOf(createdAt)
    if (at === null || body.trim() === '') continue
    // Anybody may comment on a public issue; what they say is not what the page says.
    if (
      association !== null &&
      !['OWNER', 'MEMBER', 'COLLABORATOR'].includes(association) &&
      !/^\*\*Resolved:\*\*/.test(body)
    )
      strangers += 1
    else
      updates.push({
        status: /^\*\*Resolved:\*\*/.test(body) ? 'resolved' : 'investigating',
        at,
        body: plain(body),
        components: {},
      })
  }
  updates.sort((a, b) => a.at - b.at)
  const end = updates.findIndex(({ status }) => status === 'resolved')
  // Words after the end explain it: they must not open it again.
  for (const later of updates.slice(end + 1)) if (end !== -1 && later.status !== 'resolved') later.status = 'postmortem'
  if (strangers > 0)
    warnings.push(
      `${strangers} of its comments ${strangers === 1 ? 'is' : 'are'} by people outside the team; left out.`,
    )
}

function windowPost(found: UpptimeIssue, origin: string): FoundPost {
  const comment = /<!--([\s\S]*?)-->/.exec(found.body)?.[1] ?? ''
  const value = (key: string) => new RegExp(`^\\s*${key}\\s*:\\s*(.+?)\\s*$`, 'im').exec(comment)?.[1] ?? null
  const [start, end] = [timeOf(value('start')), timeOf(value('end'))]
  if (start === null || end === null)
    throw new Error('It is a maintenance without `start:` and `end:` in its first comment.')
  if (end <= start) throw new Error('It is a maintenance that ends before it starts.')
  const components: Record<string, ComponentStatus> = {}
  for (const key of ['expectedDown', 'expectedDegraded'])
    for (const slug of (value(key) ?? '').split(/[,\s]+/)) if (slug !== '') components[slug] = 'under_maintenance'
  const warnings: string[] = []
  const at = timeOf(found.createdAt) ?? start
  const body = plain(found.body.replace(/<!--[\s\S]*?-->/, ''))
  const updates: FoundUpdate[] = [{ status: 'scheduled', at, body, components }]
  const closed = timeOf(found.closedAt)
  if (closed !== null && closed > start && closed < end)
    updates.push({ status: 'completed', at: closed, body: '', components: {} })
  return {
    ...base(found, origin, warnings),
    kind: 'maintenance',
    title: titleOf(found),
    updates,
    maintenance: { start, end, repeat: null },
  }
}

function base({ number }: UpptimeIssue, origin: string, warnings: string[]) {
  return {
    id: `issue-${number}`,
    was: [`/incident/${number}`],
    origin,
    impact: null,
    until: null,
    draft: false,
    warnings,
  }
}

/** Without the sign that Upptime puts before it. */
function titleOf({ title, number }: UpptimeIssue): string {
  return title.replace(/^(?:\p{Extended_Pictographic}|\uFE0F|\s)+/u, '').trim() || `Issue ${number}`
}

function timeOf(text: string | null): Instant | null {
  return text === null ? null : (parseInstant(text) ?? readLooseTime(text, 'UTC'))
}

function plain(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  return (isHtml(lines) ? textOfHtml(lines) : lines).trim()
}
