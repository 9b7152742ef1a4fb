import { type IncidentStatus, incidentStatuses, type Post } from '../incidents/incident.ts'
import { timeOfUpdate } from '../incidents/update-time.ts'
import { appendUpdate } from '../incidents/write.ts'
import { closest } from '../problem/problem.ts'
import { type Instant, minute } from '../time/instant.ts'
import { namesOf, titleFor, worst } from './naming.ts'
import { blankPost, create } from './new-post.ts'
import { noOptions, type Options, takeOption } from './option.ts'
import { type Plan, planned, refuse } from './plan.ts'
import { updateOf } from './said.ts'
import type { Desk } from './subject.ts'

/** What another program sends: `repository_dispatch` of type `incident`, its `client_payload`. */
interface Sent extends Options {
  /** Names the incident: the file that is made, or added to. */
  id: string | null
  status: IncidentStatus | null
  text: string
}

const known = ['id', 'title', 'status', 'components', 'message', 'next', 'quiet', 'impact']
const longestText = 20_000

/** What a dispatch does, on main as it is now. Pure. Everything in it is hostile until read. */
export function decideDispatch(payload: Record<string, unknown>, at: Instant, desk: Desk): Plan {
  const { sent, mistakes } = read(payload, at, desk)
  if (mistakes.length > 0) return { kind: 'mistake', messages: mistakes, corrected: null }
  const isOpen = (post: Post) => post.updates.findLast(({ status }) => status !== 'postmortem')?.status !== 'resolved'
  const post =
    sent.id === null
      ? desk.posts.find((one) => one.kind === 'incident' && one.title === sent.title && isOpen(one))
      : desk.posts.find(({ id }) => id === sent.id)
  if (post !== undefined) return furtherWord(sent, post, at, desk)
  if (sent.status === 'resolved')
    return { kind: 'nothing', id: null, message: 'Nothing is open by that name, so there is nothing to resolve.' }
  return firstWord(sent, at, desk)
}

function firstWord({ id, ...sent }: Sent, at: Instant, desk: Desk): Plan {
  const { title, components } = sent
  if (title === null && Object.keys(components).length === 0)
    return refuse('`title` is missing: a new incident needs one, or `components` to make one of.')
  const update = updateOf({ ...sent, components: {} }, at - (at % minute), sent.status ?? 'investigating')
  const post = blankPost({
    title: title ?? titleFor(namesOf(components, desk), worst(Object.values(components))),
    components,
    updates: [update],
    impact: sent.impact,
  })
  return create(post, at, 'Report', desk, id)
}

function furtherWord(sent: Sent, post: Post, at: Instant, desk: Desk): Plan {
  if (post.kind !== 'incident') return refuse(`\`${post.id}\` is a ${post.kind}; only incidents are dispatched.`)
  const last = post.updates.findLast(({ status }) => status !== 'postmortem')
  const before = last?.status === 'resolved' ? 'investigating' : (last?.status ?? 'investigating')
  const status = sent.status ?? before
  const update = updateOf(sent, timeOfUpdate(at, post.updates), status)
  // Alerting tools send the same again and again; it is news once.
  const says = { ...post.components, ...Object.assign({}, ...post.updates.map(({ components }) => components)) }
  const changes = Object.entries(sent.components).some(([id, said]) => status !== 'resolved' && says[id] !== said)
  if (
    last?.status === status &&
    !changes &&
    (last.body.trim() === sent.text || sent.text === '' || status === 'resolved')
  )
    return { kind: 'nothing', id: post.id, message: 'It says so already.' }
  const text = appendUpdate(desk.texts.get(post.id) ?? '', update, desk.config.site.timezone)
  return planned(post.id, text, status === 'resolved' ? 'Resolve' : 'Update')
}

function read(payload: Record<string, unknown>, at: Instant, { config }: Desk): { sent: Sent; mistakes: string[] } {
  const sent: Sent = { ...noOptions, components: {}, id: null, status: null, text: '' }
  const around = { components: config.components, at: at - (at % minute), timezone: config.site.timezone }
  const mistakes: string[] = []
  const take = (key: string, value: unknown) => {
    const wrong =
      typeof value === 'string'
        ? takeOption(sent, key, value, around)
        : { message: `\`${key}\` is no text.`, corrected: null }
    if (wrong !== null)
      mistakes.push(wrong.message + (wrong.corrected === null ? '' : ` Did you mean \`${wrong.corrected}\`?`))
  }
  for (const [key, value] of Object.entries(payload)) {
    if (value === null || value === undefined) continue
    switch (key) {
      case 'components':
        for (const [id, status] of componentsIn(value)) take(id, status)
        break
      case 'next':
      case 'impact':
      case 'title':
        take(key, value)
        break
      case 'quiet':
        sent.quiet = value === true || value === 'true'
        break
      case 'message':
        if (typeof value !== 'string' || value.length > longestText)
          mistakes.push(`\`message\` is no text of up to ${longestText} characters.`)
        else sent.text = value.replaceAll('\r\n', '\n').trim()
        break
      case 'status': {
        const word = String(value).toLowerCase()
        const status = incidentStatuses.find((one) => one === word || (word === 'resolve' && one === 'resolved'))
        const meant = closest(word, incidentStatuses)
        if (status === undefined || status === 'postmortem')
          mistakes.push(
            `\`status\` is \`${word.slice(0, 40)}\`; expected investigating, identified, monitoring or resolved.${meant ? ` Did you mean ${meant}?` : ''}`,
          )
        else sent.status = status
        break
      }
      case 'id':
        if (typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,99}$/.test(value)) sent.id = value
        else mistakes.push('`id` must be of small letters, digits and hyphens, as in 2026-11-21-api.')
        break
      default: {
        const meant = closest(key, known)
        mistakes.push(
          `\`${key.slice(0, 40)}\` is not known; there are ${known.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`,
        )
      }
    }
  }
  if (sent.id === null && sent.title === null && mistakes.length === 0 && Object.keys(sent.components).length === 0)
    mistakes.push('`title` is missing, or the `id` of an incident.')
  return { sent, mistakes }
}

/** `{"api": "partial"}`, or the text `api=partial web=ok` where a tool has no more than text. */
function componentsIn(value: unknown): [string, unknown][] {
  if (typeof value === 'string') {
    return value
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .map((word) => {
        const [id = '', status = ''] = word.split('=', 2)
        return [id, status]
      })
  }
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return Object.entries(value)
  return [['components', value]]
}
