import { plainText } from '../../feeds/safe-html.ts'
import type { Entry } from '../../status/snapshot.ts'
import { takesPlaceAt } from '../material.ts'
import type { Site } from '../site.ts'
import { lineIn, titleIn } from './entry-words.ts'
import { iconOfImpact } from './icons.ts'

/** One entry as the index holds it; client/search.js reads it in this order. */
export type SearchRow = [
  id: string,
  title: string,
  /** Of the title and text, where it is not the page's. */
  lang: string,
  icon: string,
  impact: string,
  status: string,
  at: number,
  components: string,
  text: string,
]

/** So many bytes are some 40 KB of gzip in most scripts. */
const partBytes = 200_000
const titleLength = 200
const updateLength = 400
/** Longer ones are postmortems: their beginning says what it was about. */
const textLength = 1200

const made = new Map<string, SearchRow[][]>()

/**
 * The index of a language in parts, the newest entries first within each. Parts are filled from the oldest entry on:
 * a new incident changes the last part alone, and browsers keep the others.
 */
export function searchParts(site: Site): SearchRow[][] {
  const known = made.get(site.tag) ?? partsOf(site.entries, site)
  made.set(site.tag, known)
  return known
}

function partsOf(entries: Entry[], site: Site): SearchRow[][] {
  const oldestFirst = entries.toSorted((a, b) => takesPlaceAt(a) - takesPlaceAt(b))
  const parts: SearchRow[][] = []
  let room = 0
  for (const entry of oldestFirst) {
    const row = rowOf(entry, site)
    const bytes = Buffer.byteLength(JSON.stringify(row))
    if (bytes > room) {
      parts.push([])
      room = partBytes
    }
    parts.at(-1)!.unshift(row)
    room -= bytes
  }
  return parts
}

function rowOf(entry: Entry, site: Site): SearchRow {
  const title = titleIn(entry, site)
  return [
    entry.id,
    oneLine(title.text, titleLength),
    title.lang ?? '',
    iconOfImpact(entry.impact),
    site.t(`impact.${entry.impact}`),
    entry.calledOff === true ? site.t('entry.called_off') : site.t(`status.${entry.status}`),
    takesPlaceAt(entry),
    site.lists.plain(entry.components.map(({ id, name }) => site.componentNames.get(id) ?? name)),
    textOf(entry, site),
  ]
}

/** The words of all updates in the page's language or as they were written, the newest first. */
function textOf(entry: Entry, site: Site): string {
  let text = ''
  for (const update of entry.updates) {
    if (update.body.trim() === '') continue
    const told = lineIn(entry, update, site, updateLength).text
    text += text === '' ? told : ` ${told}`
    // Who reads a translation may know the words of the first telling.
    if (update.translations !== undefined) text += ` ${plainText(update.body, updateLength)}`
    if (text.length > textLength) break
  }
  return oneLine(text, textLength)
}

function oneLine(text: string, longest: string['length']): string {
  const whole = text.toWellFormed().normalize('NFC')
  if (whole.length <= longest) return whole
  return `${[...whole].slice(0, longest - 1).join('')}…`
}
