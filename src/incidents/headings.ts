/** A heading of level 1 or 2 that Markdown would see: not one inside code. */
export interface Heading {
  level: 1 | 2
  /** Index of its line. */
  index: number
  /** How many lines it takes: 2 when it is underlined. */
  height: 1 | 2
  /** Without marks. */
  text: string
  /** Column of the text, from 1. */
  column: number
  /** Written `##Resolved`, which Markdown takes for text. */
  glued: boolean
}

export interface Headings {
  headings: Heading[]
  /** Index of a code fence that never closes and swallows what comes after; null when there is none. */
  openFence: number | null
}

// A fence may stand in a list or a quotation.
const fence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})(.*)$/

/** Headings of the lines from `from` on; `plain` are indexes of lines that look like a fence and are to be text. */
export function findHeadings(lines: readonly string[], from: number, plain: readonly number[] = []): Headings {
  const headings: Heading[] = []
  let open: { mark: string; index: number } | null = null
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index]!
    if (open !== null) {
      const close = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(line)
      if (close !== null && close[1]![0] === open.mark[0] && close[1]!.length >= open.mark.length) open = null
      continue
    }
    const opening = plain.includes(index) ? null : fence.exec(line)
    if (opening !== null && !(opening[1]![0] === '`' && opening[2]!.includes('`'))) {
      open = { mark: opening[1]!, index }
      continue
    }
    const heading = headingAt(lines, index)
    if (heading !== null) headings.push(heading)
  }
  return { headings, openFence: open?.index ?? null }
}

function headingAt(lines: readonly string[], index: number): Heading | null {
  const line = lines[index]!
  const marked = /^( {0,3})(#{1,2})(?!#)([ \t]*)(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)
  if (marked !== null) {
    const [, indent, marks, blank, text] = marked
    const column = indent!.length + marks!.length + blank!.length + 1
    return { level: marks!.length as 1 | 2, index, height: 1, text: text!, column, glued: blank === '' && text !== '' }
  }
  // An underline makes a heading of one line of text with nothing above it.
  const below = lines[index + 1]
  if (below === undefined || !/^ {0,3}-{2,}[ \t]*$/.test(below)) return null
  if (!/^ {0,3}[^\s#>|*+~`-]/.test(line) || (index > 0 && lines[index - 1]!.trim() !== '')) return null
  return { level: 2, index, height: 2, text: line.trim(), column: line.search(/\S/) + 1, glued: false }
}
