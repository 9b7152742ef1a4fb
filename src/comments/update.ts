import { impactOf } from '../incidents/impact.ts'
import type { Post } from '../incidents/incident.ts'
import { type Status, statusTitles } from '../incidents/words.ts'
import { appendUpdate } from '../incidents/write.ts'
import { componentName } from '../status/components.ts'
import { minute } from '../time/instant.ts'
import type { UpdateCommand } from './command.ts'
import { allWell, namesOf, titleFor, worst } from './naming.ts'
import { blankPost, create } from './new-post.ts'
import { type Plan, planned, refuse, type Saying } from './plan.ts'
import { isThere, statusFor, updateOf } from './said.ts'
import type { Desk, Subject } from './subject.ts'

/** An incident speaks for outages that ended at most this long before its first word: status/folding.ts. */
const spokenFor = 15 * minute

export function planUpdate(command: UpdateCommand, subject: Subject, saying: Saying, desk: Desk): Plan {
  if (subject.struckBy !== null)
    return refuse(
      `This outage was struck out as a false alarm in \`incidents/${subject.struckBy}.md\`; write there what is to be said.`,
    )
  return subject.post === null
    ? firstWord(command, subject, saying, desk)
    : furtherWord(command, subject.post, subject, saying, desk)
}

function furtherWord(command: UpdateCommand, post: Post, subject: Subject, { at }: Saying, desk: Desk): Plan {
  const file = `\`incidents/${post.id}.md\``
  const status = statusFor(command.status, post)
  if (post.kind === 'notice') return refuse(`\`${post.id}\` is a notice, which has no updates; edit ${file} instead.`)
  if (status === null) return refuse(`\`${post.id}\` is a maintenance, which is never ${command.status}.`)
  const said = updateOf(command, at, status)
  if (isThere(said, post, at)) return { kind: 'nothing', id: post.id, message: 'This update is there already.' }
  if (command.title !== null || command.impact !== null)
    return refuse(`Title and impact stand at the top of ${file}; an update does not change them.`)
  const last = post.updates.findLast((update) => update.status !== 'postmortem')
  if (last?.status === status && (status === 'resolved' || status === 'completed'))
    return refuse(`\`${post.id}\` is ${statusTitles[status].toLowerCase()} already; nothing was written.`)
  const text = appendUpdate(desk.texts.get(post.id) ?? '', said, desk.config.site.timezone)
  const verb = status === 'resolved' ? 'Resolve' : status === 'completed' ? 'Complete' : 'Update'
  return { ...planned(post.id, text, verb), notes: stillFailing(status, subject, desk) }
}

/** The first word of a person makes an incident of what the probes saw. */
function firstWord(command: UpdateCommand, subject: Subject, saying: Saying, desk: Desk): Plan {
  const { over, components: seen } = subject
  const resolves = command.status === 'resolved'
  const components = { ...seen, ...command.components }
  // A last word long after it was over belongs to its end: only there the incident speaks for the outage.
  const late = resolves && over !== null && saying.at > over + spokenFor
  // To the second: of two words in one minute, the later may be written first.
  const at = late ? over : saying.at
  const update = updateOf({ ...command, components: {} }, at, command.status)
  // Named after what was wrong, also when that is over by now.
  const named = Object.entries(components).map(([id, said]) => (said === 'operational' ? (seen[id] ?? said) : said))
  const recovered = over !== null && command.status === 'monitoring'
  if (recovered) update.components = { ...allWell(Object.keys(seen)), ...command.components }
  const post = blankPost({
    title: command.title ?? titleFor(namesOf(components, desk), worst(named)),
    components: recovered ? seen : components,
    updates: [update],
    // What is over from its first word on would have had none.
    impact: command.impact ?? (recovered || resolves ? impactOf(Object.values(seen)) : null),
  })
  const plan = create(post, saying.at, 'Report', desk)
  if (plan.kind !== 'post') return plan
  const dated = 'The checks have passed for longer than 15 minutes, so it is dated to when they began to.'
  return { ...plan, notes: late ? [dated] : stillFailing(command.status, subject, desk) }
}

/** What the page goes on saying, whatever was written. */
function stillFailing(status: Status, { outages }: Subject, desk: Desk): string[] {
  const failing = outages
    .filter(({ end }) => end === null)
    .map(({ component }) => componentName(desk.config, component))
  if (status !== 'resolved' || failing.length === 0) return []
  return [`The checks still fail for ${[...new Set(failing)].join(', ')}, and the page says so.`]
}
