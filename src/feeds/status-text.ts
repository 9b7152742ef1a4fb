import { wordsIn } from '../config/scalars.ts'
import type { Entry, EntryUpdate, Snapshot, StatusNow } from '../status/snapshot.ts'
import type { Instant } from '../time/instant.ts'
import { addressOf, incidentPath } from './address.ts'
import { carriedLine } from './carried-text.ts'
import { plainText } from './safe-html.ts'
import { cellWidth, cutTo } from './text-width.ts'

/** A terminal's 80 columns; and few enough lines that a page with everything wrong is still one screen. */
const columns = 80
const mostEntries = 3
const mostComponents = 12

export interface TextWords {
  headline: string
  /** `Checked 10:05 UTC, next by 11:05 UTC` */
  checked: string
  maintenance: string
  notices: string
  components: string
  status: (status: StatusNow | EntryUpdate['status']) => string
  window: (start: Instant, end: Instant) => string
}

/** `/status.txt`: the page in one screen of plain text, for `curl` and for those who read by terminal. */
export function statusText(snapshot: Snapshot, words: TextWords): string {
  const { site } = snapshot.config
  const language = site.languages[0]
  const address = addressOf(site.url)
  const open = snapshot.incidents.filter((entry) => entry.open)
  const ahead = snapshot.maintenances.filter((entry) => entry.window!.end > snapshot.now).reverse()
  const bad = snapshot.components.filter((one) => one.status !== 'operational')
  const well = snapshot.components.length - bad.length

  const told = (entry: Entry): string[] => {
    const newest = entry.updates[0]
    const text = newest === undefined ? '' : plainText(newest.body, 4 * columns)
    return [
      cut(carriedLine(entry.kind === 'notice' ? entry.title : `${words.status(entry.status)}: ${entry.title}`)),
      ...(entry.window === null ? [] : [`  ${words.window(entry.window.start, entry.window.end)}`]),
      ...(text === '' ? [] : [cut(`  ${carriedLine(text)}`)]),
      `  ${address.url(incidentPath(entry.id))}`,
      '',
    ]
  }
  const some = (entries: Entry[], path: string) => [
    ...entries.slice(0, mostEntries).flatMap(told),
    ...(entries.length > mostEntries ? [`+ ${entries.length - mostEntries}: ${address.url(path)}`, ''] : []),
  ]
  const titled = (title: string, lines: string[]) => (lines.length === 0 ? [] : [title, ...lines])

  const names = bad.map((one) => [one.status, carriedLine(wordsIn(one.component.name, language, language))] as const)
  const lines = [
    carriedLine(wordsIn(site.name, language, language)),
    words.headline,
    words.checked,
    '',
    ...some(open, '/incidents/'),
    ...titled(words.notices, some(snapshot.notices, '/')),
    ...titled(words.maintenance, some(ahead, '/incidents/')),
    ...(snapshot.components.length === 0 ? [] : [words.components]),
    ...names.slice(0, mostComponents).map(([status, name]) => row(name, words.status(status))),
    ...(names.length > mostComponents ? [`  + ${names.length - mostComponents}`] : []),
    ...(well > 0 ? [row(`${well} / ${snapshot.components.length}`, words.status('operational'))] : []),
    '',
    address.url('/'),
  ]
  return `${lines.join('\n')}\n`
}

const cut = (line: string) => cutTo(line, columns, cellWidth)

/** A name in its column and what is said of it: other scripts take other widths. */
function row(name: string, status: string): string {
  const shown = cutTo(name, 44, cellWidth)
  return `  ${shown}${' '.repeat(Math.max(2, 46 - cellWidth(shown)))}${status}`
}
