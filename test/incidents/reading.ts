import { expect } from 'vitest'
import type { Post, Update } from '../../src/incidents/incident.ts'
import { readPost } from '../../src/incidents/read.ts'
import { formatProblem } from '../../src/problem/problem.ts'
import { formatInstant, type Instant } from '../../src/time/instant.ts'

export const known = {
  components: [
    { id: 'api', was: ['old-api'] },
    { id: 'web', was: [] },
    { id: 'database', was: [] },
  ],
  timezone: 'Europe/Berlin',
}

/** Every line was committed at 2026-11-21T12:00:00Z. */
export const committed = (): Instant => 1_795_262_400

/** Reads one file as the page and as `validate` do: the problems without the file's name, and what is kept. */
export function read(text: string, id = '2026-11-21-api'): { says: string; keeps: string; post: Post | null } {
  const path = `incidents/${id}.md`
  const { post, problems } = readPost({ id, path, text }, known, committed)
  const says = problems.map((problem) => formatProblem(problem).replaceAll(`${path}:`, '')).join('\n')
  return { says, keeps: kept(post), post }
}

/** A post in a few lines, without what is as it always is. */
export function kept(post: Post | null): string {
  if (post === null) return 'nothing'
  const { kind, title, impact, components, draft, audience, maintenance, until, falseAlarm, language, was } = post
  const words = [
    `${kind} "${title}"`,
    impact === null ? '' : `impact=${impact}`,
    pairs(components),
    draft ? 'draft' : '',
    audience === 'internal' ? 'internal' : '',
    maintenance === null
      ? ''
      : `${formatInstant(maintenance.start)}/${formatInstant(maintenance.end)} ${maintenance.repeat ?? ''}${maintenance.except ? ` except=${maintenance.except}` : ''}`.trim(),
    until === null ? '' : `until=${formatInstant(until)}`,
    falseAlarm.length === 0 ? '' : `false_alarm=${falseAlarm}`,
    language === null ? '' : `lang=${language}`,
    was === undefined ? '' : `was=${was}`,
  ]
  return [words.filter((word) => word !== '').join(' '), ...post.updates.map(keptUpdate)].join('\n')
}

function keptUpdate({ status, at, body, components, next, quiet, language, start, end }: Update): string {
  const time = (name: string, instant: Instant | null) => (instant === null ? '' : `${name}=${formatInstant(instant)}`)
  const words = [
    pairs(components),
    time('next', next),
    time('start', start),
    time('end', end),
    language === null ? '' : `lang=${language}`,
    quiet ? 'quiet' : '',
  ]
  const braces = words.filter((word) => word !== '').join(' ')
  return `${status} ${formatInstant(at)}${braces === '' ? '' : ` {${braces}}`}${body === '' ? '' : `: ${body.replaceAll('\n', ' / ')}`}`
}

function pairs(components: Post['components']): string {
  return Object.entries(components)
    .map(([id, status]) => `${id}=${status}`)
    .join(' ')
}

/** Both readings of one file: what `validate` says, and what the page shows. */
export function expectRead(text: string, says: string, keeps: string): void {
  const found = read(text)
  expect(found.says).toBe(says)
  expect(found.keeps).toBe(keeps)
}
