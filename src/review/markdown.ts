/*
 * Text of strangers inside GitHub's Markdown. It stands in code, always: there GitHub makes no mention, no link, no
 * reference to an issue or commit, no picture, no emoji and no HTML of it. So nobody is called, and nothing is loaded.
 */

/**
 * What a reader cannot see becomes a mark they can: control characters, and those that turn the direction of writing or
 * have no shape (the joiners of scripts and of emoji stay). The beginning of an HTML comment is broken, so that no text
 * can pass for one of the hidden marks by which comments are found again.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}]/gu, '\uFFFD')
    .replace(/\p{M}{9,}/gu, (marks) => [...marks].slice(0, 8).join(''))
    .replaceAll('<!--', '<! --')
}

/** A few words within a line. */
export function inCode(text: string): string {
  const words = visible(text).replace(/\s+/g, ' ').trim()
  if (words === '') return '(empty)'
  const wall = '`'.repeat(longestRun(words) + 1)
  const pad = words.startsWith('`') || words.endsWith('`') ? ' ' : ''
  return `${wall}${pad}${words}${pad}${wall}`
}

/** A text of several lines, as a block; `info` is ours. */
export function asBlock(text: string, info: string, indent = ''): string {
  const lines = visible(text).replace(/^\n+|\s+$/g, '')
  const wall = '`'.repeat(Math.max(3, longestRun(lines) + 1))
  return `${wall}${info}\n${lines}\n${wall}`.replace(/^/gm, indent)
}

/** Whether a line can be handed on as it is, letter by letter. */
export function isPlainLine(text: string): boolean {
  return visible(text) === text && !text.includes('\n')
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}
