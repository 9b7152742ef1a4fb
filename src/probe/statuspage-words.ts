import { z } from 'zod'

/** The states that a component of another page can have; any other word is not taken for one. */
const states = ['operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'] as const
export type ReportedState = (typeof states)[number]

/** The page's own indicator, in the words of components (its impact says the same of an incident). */
const byIndicator = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
} as const

const statusDocument = z.object({
  status: z.object({ indicator: z.enum(Object.keys(byIndicator) as [keyof typeof byIndicator]) }),
})
const componentsDocument = z.object({
  components: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      group: z.boolean().nullish(),
      group_id: z.string().nullish(),
    }),
  ),
})

/** What status.json or summary.json says of the whole page; null when it says nothing that can be read. */
export function indicatorIn(document: unknown): ReportedState | null {
  const read = statusDocument.safeParse(document)
  return read.success ? byIndicator[read.data.status.indicator] : null
}

/** As people write names: without regard to capitals, spaces and the kind of dash. */
function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/[‐-―]/g, '-').replaceAll(/\s+/g, ' ').trim()
}

/**
 * What components.json or summary.json says of the component of this id or name, or `Group - Name`. `missing`: it has
 * none; `ambiguous`: several, that do not say the same of themselves; null: no list of components in known words.
 */
export function componentIn(document: unknown, wanted: string): ReportedState | 'missing' | 'ambiguous' | null {
  const read = componentsDocument.safeParse(document)
  if (!read.success) return null
  const { components } = read.data
  const groups = new Map(components.map(({ id, name }) => [id, name]))
  const full = ({ name, group_id: group }: (typeof components)[number]) => `${groups.get(group ?? '') ?? ''} - ${name}`
  const same = (text: string) => plain(text) === plain(wanted)
  const found = [
    components.filter(({ id }) => id === wanted),
    components.filter((one) => same(full(one))),
    components.filter(({ name, group }) => same(name) && group !== true),
    components.filter(({ name }) => same(name)),
  ].find((matches) => matches.length > 0)
  if (found === undefined) return 'missing'
  const said = new Set(found.map(({ status }) => status))
  if (said.size > 1) return 'ambiguous'
  return states.find((state) => said.has(state)) ?? null
}
