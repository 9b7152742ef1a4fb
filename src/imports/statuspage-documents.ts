import type { z } from 'zod'
import type { Refusal } from './haul.ts'
import { type ApiIncident, type Component, component, history, incident, type Page, page } from './statuspage-shapes.ts'

/** A saved or fetched answer of the API. */
export interface ApiDocument {
  /** The file or address it is from. */
  origin: string
  value: unknown
}

/** The answers of one page, put together: each component and incident once. */
export interface Answers {
  pages: Map<string, Page>
  components: Component[]
  incidents: { origin: string; incident: ApiIncident }[]
  /** Codes that a history page names, and what it says of each. */
  lines: { origin: string; code: string; name: string }[]
  refused: Refusal[]
}

/** summary.json, components.json, incidents.json, scheduled-maintenances.json, one incident, history pages, API v1. */
export function gatherAnswers(documents: readonly ApiDocument[]): Answers {
  const answers: Answers = { pages: new Map(), components: [], incidents: [], lines: [], refused: [] }
  const components = new Map<string, Component>()
  const incidents = new Map<string, { origin: string; incident: ApiIncident }>()
  const take = <T>(shape: z.ZodType<T>, value: unknown, origin: string, use: (found: T) => void) => {
    const read = shape.safeParse(value)
    if (read.success) return use(read.data)
    answers.refused.push({ origin: originOf(origin, value), reason: sentence(read.error) })
  }
  for (const { origin, value } of documents) {
    const before = incidents.size + components.size + answers.lines.length
    const keys = Array.isArray(value) ? { list: value } : asMap(value)
    if ('page' in keys) take(page, keys['page'], origin, (found) => addPage(answers.pages, found))
    const months = history.safeParse(value)
    if (months.success) {
      for (const line of months.data.months.flatMap((month) => month.incidents))
        answers.lines.push({ origin, code: line.code, name: line.name ?? line.code })
    }
    const lists = [
      keys['incident'],
      keys['incidents'],
      keys['scheduled_maintenances'],
      keys['components'],
      keys['list'],
    ]
    let empty = false
    for (const item of lists.flatMap((list) => {
      if (Array.isArray(list) && list.length === 0) empty = true
      return Array.isArray(list) ? list : list === undefined ? [] : [list]
    })) {
      const isIncident = 'incident_updates' in asMap(item) || 'impact' in asMap(item)
      if (!isIncident) take(component, item, origin, (found) => components.set(found.id, found))
      else {
        take(incident, item, origin, (found) => {
          const known = incidents.get(found.id)
          // The fullest telling of it counts, wherever it stands.
          if (known !== undefined && updatesOf(known.incident) >= updatesOf(found)) return
          incidents.set(found.id, { origin, incident: found })
        })
      }
    }
    const nothing = incidents.size + components.size + answers.lines.length === before && answers.refused.length === 0
    if (nothing && !empty && !('page' in keys) && documents.length === 1) {
      answers.refused.push({
        origin,
        reason: 'It holds neither components nor incidents as the Statuspage API sends them.',
      })
    }
  }
  answers.components = [...components.values()]
  answers.incidents = [...incidents.values()]
  return answers
}

/** A feed knows its page by name alone. */
function addPage(pages: Map<string, Page>, found: Page): void {
  if (found.id == null && [...pages.values()].some(({ name }) => name === found.name)) return
  pages.set(found.id ?? found.name ?? '', found)
}

function updatesOf({ incident_updates }: ApiIncident): number {
  return incident_updates?.length ?? 0
}

export function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function originOf(origin: string, value: unknown): string {
  const { id, name } = asMap(value)
  const which = typeof id === 'string' ? id : typeof name === 'string' ? name : null
  return which === null ? origin : `${origin} (${which})`
}

function sentence(error: z.ZodError): string {
  const issue = error.issues[0]!
  return `Its \`${issue.path.join('.')}\` is not as the Statuspage API sends it: ${issue.message}.`
}
