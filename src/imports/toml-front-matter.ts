import { parse, TomlError, type TomlValue } from 'smol-toml'

/**
 * The TOML between two `+++`, whose first line is line `firstLine` of its file; times as they were written.
 *
 * @throws a sentence with its line where it is no TOML
 */
export function readTomlFrontMatter(lines: readonly string[], firstLine: number): Record<string, unknown> {
  try {
    const keys = parse(lines.join('\n'))
    return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, asWritten(value)]))
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const line = lines[error.line - 1]?.trim().slice(0, 60) ?? ''
    throw new Error(`Line ${firstLine + error.line - 1} of its TOML front matter could not be read: \`${line}\`.`)
  }
}

/** YAML would make a moment of its own of a time, and lose what was written. */
const asWritten = (value: TomlValue) => (value instanceof Date ? value.toISOString() : value)
