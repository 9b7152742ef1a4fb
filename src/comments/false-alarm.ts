import { noBraces } from '../incidents/braces.ts'
import type { Update } from '../incidents/incident.ts'
import { appendUpdate } from '../incidents/write.ts'
import type { Command } from './command.ts'
import { allWell, listed, namesOf } from './naming.ts'
import { blankPost, create } from './new-post.ts'
import { type Plan, planned, refuse, type Saying } from './plan.ts'
import { isThere } from './said.ts'
import { strikeOut } from './strike-out.ts'
import type { Desk, Subject } from './subject.ts'

/** Strikes the outages out of figures, banner and messages; the page shows them struck, with the reason. */
export function planFalseAlarm(
  { text: reason, quiet }: Extract<Command, { kind: 'false-alarm' }>,
  subject: Subject,
  { at }: Saying,
  desk: Desk,
): Plan {
  const { post, outages, struckBy } = subject
  if (struckBy !== null)
    return { kind: 'nothing', id: struckBy, message: `It was struck out already, in \`incidents/${struckBy}.md\`.` }
  const ids = outages.map(({ id }) => id)
  if (ids.length === 0) return refuse('The probes know of no outage here, so there is none to strike out.')
  const { timezone } = desk.config.site
  if (post !== null && post.kind === 'incident') {
    const update: Update = {
      ...noBraces,
      status: 'resolved',
      at: at,
      body: reason,
      line: 0,
      quiet,
    }
    if (isThere(update, post, at)) return { kind: 'nothing', id: post.id, message: 'It was struck out already.' }
    const text = strikeOut(appendUpdate(desk.texts.get(post.id) ?? '', update, timezone), ids)
    return planned(post.id, text, 'Strike out')
  }
  const components = allWell(Object.keys(subject.components))
  const update: Update = { ...noBraces, status: 'resolved', at, body: reason, line: 0, quiet }
  const title = `False alarm: ${listed(namesOf(components, desk))}`
  return create(
    blankPost({ title, components, updates: [update], impact: 'none', falseAlarm: ids }),
    at,
    'Strike out',
    desk,
  )
}
