import type { IncidentStatus } from '../incidents/incident.ts'
import type { Instant } from '../time/instant.ts'
import { readLooseTime } from './loose-time.ts'

/** A part of a body that was an update of its own. */
export interface MarkedPart {
  /** Null: it says no more than that it is an update. */
  status: IncidentStatus | null
  at: Instant | null
  body: string
}

/** `[Initial message]`, `[Final Message] -->`, `[edit]`, `[Update on 2021-06-04]`: what people put above a part. */
const mark =
  /^\s*\[((?:initial|first|open(?:ing)?|final|last|clos(?:e|ed|ing)|resolved|edit(?:ed)?|updated?|investigating|identified|monitoring)\b[^\]]{0,60})\](?!\()\s*(?:-->)?[ \t]*(.*)$/i
/** cState's shortcode: `{{< track "2018-05-23 20:07:00" >}}`. */
const shortcode = /\{\{[<%]\s*track\s+["“']?([^"”'>%]+?)["”']?\s*[>%]\}\}/gi

const words: [RegExp, IncidentStatus][] = [
  [/^(initial|first|open|investigating)/i, 'investigating'],
  [/^(final|last|clos|resolved|fixed|completed)/i, 'resolved'],
  [/^identified/i, 'identified'],
  [/^monitoring/i, 'monitoring'],
]

function statusOf(word: string): IncidentStatus | null {
  return words.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

/** The updates that one body tells, oldest first. A body without marks is one part. */
export function markedParts(body: string, zone: string): MarkedPart[] {
  if (body.search(shortcode) !== -1) return inOrder(trackedParts(body, zone))
  const parts: MarkedPart[] = []
  let fence = false
  for (const line of body.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) fence = !fence
    const found = fence ? null : mark.exec(line)
    if (found !== null) {
      const time = /\d{4}-\d{1,2}-\d{1,2}.*$/.exec(found[1]!)
      // A date alone is no time: it stays in the words.
      const at = time === null || !time[0].includes(':') ? null : readLooseTime(time[0], zone)
      const kept = time === null || at !== null ? '' : `### ${found[1]!.trim()}\n`
      parts.push({ status: statusOf(found[1]!), at, body: `${kept}${found[2]}` })
    } else if (parts.length === 0) parts.push({ status: null, at: null, body: line })
    else parts.at(-1)!.body += `\n${line}`
  }
  return inOrder(
    parts
      .map((part) => ({ ...part, body: part.body.trim() }))
      .filter(({ body: text, status }) => text !== '' || status !== null),
  )
}

/** A paragraph that ends in a time is an update; what stands without one belongs to the update before it. */
function trackedParts(body: string, zone: string): MarkedPart[] {
  const parts: MarkedPart[] = []
  let waiting: string[] = []
  for (const paragraph of body.split(/\n\s*\n/)) {
    const times = [...paragraph.matchAll(shortcode)]
    waiting.push(paragraph.replaceAll(shortcode, '').trim())
    if (times.length === 0) continue
    const text = waiting.filter((part) => part !== '').join('\n\n')
    const lead = /^[*_]{1,3}([A-Za-z][A-Za-z -]*)[*_]{1,3}\s*[-–—:]\s*/.exec(text)
    const status = lead === null ? null : statusOf(lead[1]!)
    const rest = status !== null || /^update/i.test(lead?.[1] ?? '') ? text.slice(lead![0].length) : text
    parts.push({ status, at: readLooseTime(times.at(-1)![1]!, zone), body: rest })
    waiting = []
  }
  const left = waiting.filter((part) => part !== '').join('\n\n')
  if (left !== '' && parts.length > 0) parts.at(-1)!.body += `\n\n${left}`
  return parts
}

/** Newest first is turned round: by their times, else because an end stands above a beginning. */
function inOrder(parts: MarkedPart[]): MarkedPart[] {
  const times = parts.map(({ at }) => at)
  if (times.every((at) => at !== null) && parts.length > 1) return parts.toSorted((a, b) => a.at! - b.at!)
  const end = parts.findIndex(({ status }) => status === 'resolved')
  const begin = parts.findIndex(({ status }) => status === 'investigating')
  const backwards = end !== -1 && (begin === -1 ? end === 0 && parts.length > 1 : end < begin)
  return backwards || (end === -1 && begin === parts.length - 1 && begin > 0) ? parts.toReversed() : parts
}
