/**
 * The TOML that stands above a text: keys with a string, a list of strings, a time, a number, true or false, one a line.
 * Throws a sentence for anything else. (A whole parser would weigh as much as the rest of an import, for six keys.)
 */
export function readFlatToml(lines: readonly string[]): Record<string, string | boolean | string[]> {
  const found: Record<string, string | boolean | string[]> = Object.create(null)
  for (let index = 0; index < lines.length; index += 1) {
    let line = lines[index]!
    const first = index
    // A list may go over several lines.
    while (/^[^#"']*=\s*\[/.test(line) && !isClosed(line) && index + 1 < lines.length)
      line = `${line}\n${lines[++index]!}`
    if (/^\s*(#.*)?$/.test(line)) continue
    const match = /^\s*([\w-]+|"[^"]*"|'[^']*')\s*=\s*([\s\S]*)$/.exec(line)
    const value = match === null ? null : readValue(match[2]!)
    if (match === null || value === null)
      throw new Error(`Line ${first + 2} of its TOML front matter could not be read: \`${line.trim().slice(0, 60)}\`.`)
    found[match[1]!.replaceAll(/^["']|["']$/g, '')] = value
  }
  return found
}

const text = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/

function isClosed(line: string): boolean {
  return line.replaceAll(new RegExp(text, 'g'), '').includes(']')
}

function readValue(written: string): string | boolean | string[] | null {
  const plain = written.trim()
  const one = new RegExp(`^(${text.source})\\s*(#.*)?$`).exec(plain)?.[1]
  if (one !== undefined) return stringOf(one)
  const list = /^\[([\s\S]*)\]\s*(#.*)?$/.exec(plain)?.[1]
  if (list !== undefined) {
    const items = list.match(new RegExp(text, 'g')) ?? []
    const rest = list.replaceAll(new RegExp(text, 'g'), '').replaceAll(/#.*$/gm, '')
    const read = items.map(stringOf)
    return /^[\s,]*$/.test(rest) && read.every((item) => item !== null) ? (read as string[]) : null
  }
  const [, bare = ''] = /^([^#]*?)\s*(#.*)?$/.exec(plain) ?? []
  if (bare === 'true' || bare === 'false') return bare === 'true'
  // Times, dates and numbers stay as they were written: whoever wants them reads them.
  return /^[\d.+-][\w.:+ -]*$/.test(bare) ? bare : null
}

function stringOf(quoted: string): string | null {
  if (quoted.startsWith("'")) return quoted.slice(1, -1)
  try {
    const json = quoted.replaceAll(/\\U([0-9A-Fa-f]{8})/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    return JSON.parse(json.replaceAll('\\e', '\\u001b')) as string
  } catch {
    return null
  }
}
