import type { Post } from '../incidents/incident.ts'
import { slugOf } from '../incidents/slug.ts'
import { writePost } from '../incidents/write.ts'
import type { Instant } from '../time/instant.ts'
import { dateIn } from '../time/zone.ts'
import { type Plan, planned, refuse } from './plan.ts'
import type { Desk } from './subject.ts'

/** An incident that says nothing but what is given. */
export function blankPost(given: Partial<Post> & Pick<Post, 'title' | 'components' | 'updates'>): Post {
  return {
    id: '',
    kind: 'incident',
    impact: null,
    draft: false,
    audience: 'public',
    maintenance: null,
    until: null,
    falseAlarm: [],
    language: null,
    ...given,
  }
}

/** Writes the file under the next free name. Nothing is ever written over; what is there word for word is there. */
export function create(post: Post, at: Instant, verb: string, desk: Desk, chosen: string | null = null): Plan {
  const { timezone } = desk.config.site
  const internal = Object.keys(post.components).filter((id) => isInternal(id, desk))
  const audience =
    internal.length > 0 && internal.length === Object.keys(post.components).length ? 'internal' : post.audience
  const text = writePost({ ...post, audience }, timezone)
  const base = chosen ?? `${dateIn(timezone, at)}-${slugOf(post.title, post.kind)}`
  for (let count = 1; count < 100; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`
    const there = desk.texts.get(id)
    if (there === text) return { kind: 'nothing', id, message: 'This is there already.' }
    if (there === undefined) return planned(id, text, verb)
  }
  return refuse('There are a hundred incidents of that name today; give this one a `title="..."` of its own.')
}

function isInternal(id: string, { config }: Desk): boolean {
  return config.components.find((component) => component.id === id)?.audience === 'internal'
}
