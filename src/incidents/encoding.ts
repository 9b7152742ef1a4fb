import type { Problem } from '../problem/problem.ts'

export type Decoded = { text: string; problem: Problem | null } | { text: null; problem: Problem }

/**
 * The text of a file. Candor's files are UTF-8; what an old editor saved in UTF-16 or Windows-1252 is told and read
 * all the same, so that nobody's words are lost for it. `text` is null when the bytes are no text at all.
 */
export function decodePost(bytes: Uint8Array, file: string): Decoded {
  const text = decode('utf-8', bytes)
  if (text !== null) return { text, problem: null }
  const wide = wideDecoding(bytes)
  const error = (line: number, column: number, message: string, hint: string): Problem => ({
    file,
    line,
    column,
    severity: 'error',
    message,
    hint,
  })
  if (wide !== null) {
    const first = wide.split(/\r\n|\n|\r/, 1)[0]!.replace(/^\uFEFF/, '')
    return {
      text: wide,
      problem: error(
        1,
        1,
        'This file is saved in UTF-16.',
        `Expected UTF-8 (in the editor: Save as, Encoding), so that its first line is:\n  ${first.slice(0, 200)}`,
      ),
    }
  }
  const lines = linesOfBytes(bytes).map(
    (line) => decode('utf-8', line) ?? { western: decode('windows-1252', line), line },
  )
  const western = lines.map((line) => (typeof line === 'string' ? line : (line.western ?? '\0'))).join('\n')
  if (!readsLikeText(western))
    return { text: null, problem: error(1, 1, 'This file is no text in UTF-8.', 'Expected Markdown, saved as UTF-8.') }
  const index = lines.findIndex((line) => typeof line !== 'string')
  const wrong = lines[index] as { western: string; line: Uint8Array }
  return {
    text: western,
    problem: error(
      index + 1,
      new TextDecoder('utf-8').decode(wrong.line).indexOf('\uFFFD') + 1,
      'This file is not saved in UTF-8: here is the first letter that shows it.',
      `Expected UTF-8 (in the editor: Save as, Encoding), so that this line is:\n  ${wrong.western.trim().slice(0, 200)}`,
    ),
  }
}

/** Line by line: what one editor added in another encoding leaves the rest as it is. */
function linesOfBytes(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let from = 0
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, end))
    from = end + 1
  }
  return [...lines, bytes.subarray(from)]
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** UTF-16 that says so by its byte order mark: without one nobody can tell it from noise. */
function wideDecoding(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return decode('utf-16le', bytes)
  return a === 0xfe && b === 0xff ? decode('utf-16be', bytes) : null
}

/** Western languages have few letters beyond ASCII; more of them, or control signs, are another encoding or no text. */
function readsLikeText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their presence is the question
  if (/[\0-\x08\x0E-\x1F\x7F-\x9F]/.test(text)) return false
  const foreign = text.match(/[^\0-\x7F]/g)?.length ?? 0
  return foreign * 6 <= text.length
}
