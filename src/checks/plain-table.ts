/** Where the cells of a line stand: cell `n` is from `cuts[n] + 1` to `cuts[n + 1]`. */
export type Cuts = readonly number[]

/**
 * Reads a table as nearly every one is: its header once at the top, no quotes, every line whole. Null for any other:
 * that one is for `readTable`, which knows torn lines and quotes and takes ten times as long (a site reads five years
 * of spans). `read` says what a row holds; undefined leaves it out. `cuts` is the same array each time.
 */
export function readPlainTable<T>(
  text: string,
  columns: readonly string[],
  read: (text: string, cuts: Cuts) => T | undefined,
): T[] | null {
  const header = `${columns.join(',')},end_mark\n`
  if (!text.startsWith(header) || !text.endsWith('\n') || text.includes('"') || text.includes('\r')) return null
  const cuts: number[] = columns.map(() => 0)
  cuts.push(0)
  const rows: T[] = []
  for (let start = header.length; start < text.length; ) {
    const end = text.indexOf('\n', start)
    let cut = start - 1
    cuts[0] = cut
    for (let n = 1; n < cuts.length; n += 1) {
      cut = text.indexOf(',', cut + 1)
      if (cut === -1 || cut > end) return null
      cuts[n] = cut
    }
    // After the last comma there is the end mark, and nothing else.
    if (end - cut !== 2 || text[cut + 1] !== '.') return null
    const row = read(text, cuts)
    if (row !== undefined) rows.push(row)
    start = end + 1
  }
  return rows
}

export function cellOf(text: string, cuts: Cuts, n: number): string {
  return text.slice(cuts[n]! + 1, cuts[n + 1])
}

/** Words that come again and again (a date, an id) as one string each, made when it first comes. */
export function wordReader(): (text: string, start: number, end: number) => string {
  let word = ''
  return (text, start, end) => {
    if (end - start !== word.length || !text.startsWith(word, start)) word = text.slice(start, end)
    return word
  }
}
