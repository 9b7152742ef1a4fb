/** Nothing a person types is larger; more would only slow every build. */
export const sizeLimit = 1024 * 1024

/** The lines of a file whatever its line ends and byte order mark; numbers stay those the person sees. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
}

/**
 * Lines, from 1, that Git left when it could not merge. All three kinds must be there, in order: a lone `=======`
 * is an underline.
 */
export function conflictLines(lines: readonly string[]): number[] {
  const found: number[] = []
  let open: number[] = []
  for (const [index, line] of lines.entries()) {
    if (/^<{7}( |$)/.test(line)) open = [index + 1]
    else if (open.length > 0 && /^(\|{7}( |$)|={7}$)/.test(line)) open.push(index + 1)
    else if (open.length > 1 && /^>{7}( |$)/.test(line)) {
      found.push(...open, index + 1)
      open = []
    }
  }
  return found
}

/** Why an id cannot be shown at all, or null. It becomes a folder of the site and part of every URL. */
export function unsafeId(id: string): string | null {
  if (id === '' || id.startsWith('.') || id.includes('..')) return 'it could lead out of its folder'
  if (id.length > 200) return 'it is longer than 200 characters'
  if (!/^[\p{L}\p{M}\p{N} ._-]+$/u.test(id)) return 'it has characters that do not belong in a web address'
  if (/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(id)) return 'Windows cannot store it'
  return null
}
