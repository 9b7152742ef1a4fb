import type { Entry, EntryUpdate } from '../../status/snapshot.ts'
import type { Site } from '../site.ts'

/** What an update's data says of components and since when, for TimeIn; null when it names none. */
export function dataSentence(entry: Entry, update: EntryUpdate, site: Site) {
  const { t, lists, componentNames } = site
  const nameOf = ({ id, name }: { id: string; name: string }) => componentNames.get(id) ?? name
  if (entry.window !== null) {
    if (update.components.length === 0) return null
    const components = lists.plain(update.components.map(nameOf))
    return { text: 'said.window', values: { components }, times: { ...entry.window } }
  }
  const affected = update.components.filter(({ after }) => after !== 'operational')
  if (affected.length > 0) {
    const words = affected.map((one) => t('said.component', { name: nameOf(one), status: t(`status.${one.after}`) }))
    return { text: 'said.affected', values: { components: lists.plain(words) }, times: { time: entry.startedAt } }
  }
  const well = update.components.filter(({ before }) => before !== 'operational')
  if (well.length === 0) return null
  return { text: 'said.well', values: { components: lists.plain(well.map(nameOf)) }, times: {} }
}
