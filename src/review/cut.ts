import { most } from './report.ts'

/** One line of text, short enough for a report. */
export function cutLine(text: string): string {
  return cut(text, most.line)
}

export function cutText(text: string): string {
  return cut(text, most.text)
}

/** Never in the middle of a character: half of one is no text. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
