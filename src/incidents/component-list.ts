import { closest } from '../problem/problem.ts'
import type { Complaints } from './complaints.ts'
import type { ComponentNames } from './component-names.ts'
import type { WrittenEntry } from './front-matter.ts'
import { statusOfImpact } from './impact.ts'
import type { ComponentStatus, Impact, PostKind } from './incident.ts'
import { componentStatus, mistakenStatuses, statusWords } from './words.ts'

const example = 'components: { api: partial_outage }'

/** `components:` as a map of names to statuses, or as a list whose statuses follow from the impact. */
export function readComponents(
  entry: WrittenEntry | undefined,
  { kind, impact }: { kind: PostKind; impact: Impact | null },
  complaints: Complaints,
  names: ComponentNames,
): Record<string, ComponentStatus> {
  if (entry === undefined) return {}
  const { value } = entry
  if (kind === 'notice') {
    complaints.error(
      entry.line,
      entry.column,
      'A notice affects no component.',
      'Expected no `components` here, or an incident instead of a notice.',
    )
    return {}
  }
  const result = new Map<string, ComponentStatus>()
  if (value.kind === 'map') {
    for (const { key, line, column, value: written } of value.entries) {
      const id = names.resolve(key, line, column)
      const word = written.kind === 'scalar' ? written.text.trim() : ''
      const status = readStatusWord(
        word,
        { key, line: written.line, column: written.column, afterColon: true },
        complaints,
      )
      if (status !== null) result.set(id, status)
    }
    return Object.fromEntries(result)
  }
  const items = value.kind === 'list' ? value.items : [value]
  if (value.kind !== 'list') {
    complaints.error(value.line, value.column, '`components` is neither a map nor a list.', 'Expected:', example)
  } else if (kind === 'incident' && impact === null && items.length > 0) {
    complaints.error(
      entry.line,
      entry.column,
      'Without an impact a list of components says nothing of their status.',
      'Expected their statuses (or `impact: major` beside the list), as in:',
      example,
    )
  }
  const status = kind === 'maintenance' ? 'under_maintenance' : statusOfImpact[impact ?? 'minor']
  for (const item of items) {
    if (item.kind === 'scalar' && item.text.trim() !== '')
      result.set(names.resolve(item.text.trim(), item.line, item.column), status)
    else complaints.error(item.line, item.column, 'This is no name of a component.', 'Expected:', example)
  }
  return Object.fromEntries(result)
}

/** A component status as a person wrote it, complained of when it is none. */
export function readStatusWord(
  word: string,
  at: { key: string; line: number; column: number; afterColon?: boolean },
  complaints: Complaints,
): ComponentStatus | null {
  const { key, line, column } = at
  const status = componentStatus(word)
  if (status !== null) return status
  const small = word.toLowerCase().replaceAll(/[\s-]+/g, '_')
  const near = componentStatus(small) ?? closest(small, statusWords)
  const mistaken = Object.hasOwn(mistakenStatuses, small) ? mistakenStatuses[small]! : null
  const meant = near ?? mistaken ?? 'partial_outage'
  const message = word === '' ? `\`${key}\` has no status.` : `\`${word}\` is no status of a component.`
  const right = complaints.corrected(
    line,
    column,
    word,
    at.afterColon && word === '' ? ` ${meant}` : meant,
    near !== null || mistaken !== null,
  )
  complaints.error(
    line,
    column,
    message,
    `Expected ${statusWords.slice(0, 4).join(', ')} or under_maintenance, as in:`,
    right,
  )
  return null
}
