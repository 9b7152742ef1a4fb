import type { Problem } from '../problem/problem.ts'
import type { Config } from './config.ts'
import { inconsistencies } from './consistency.ts'
import { configFormat, configSchema } from './schema.ts'
import { problemsOf } from './sentences.ts'
import { settle } from './settle.ts'
import type { Source } from './source.ts'
import { readYaml } from './yaml.ts'

/**
 * Reads the text of components.yml. Every mistake at once, in the order of the file; `config` is null
 * when one of them is an error (a warning leaves it be). Never throws, whatever the text.
 */
export function readConfig(text: string, file = 'components.yml'): { config: Config | null; problems: Problem[] } {
  const { source, problems } = readYaml(text, file)
  if (source === null) return { config: null, problems: inOrder(problems) }
  const newer = newerFormat(source)
  if (newer) return { config: null, problems: [newer] }

  const written = configSchema.safeParse(source.value)
  if (!written.success) problems.push(...problemsOf(written.error.issues, source, configSchema))
  problems.push(...inconsistencies(source))
  const config = written.success && problems.every(({ severity }) => severity === 'warning')
  return { config: config ? settle(written.data, source) : null, problems: inOrder(problems) }
}

/** A file of a later format is not read at all: its other keys would only be called unknown. */
function newerFormat(source: Source): Problem | null {
  const format = source.at(['candor'])
  if (typeof format !== 'number' || format <= configFormat) return null
  return {
    file: source.file,
    ...source.valueAt(['candor']),
    severity: 'error',
    message: `\`candor: ${format}\` is a newer format than this Candor reads (${configFormat}).`,
    hint: 'Expected a Candor that is as new as the file: raise the commit in the `uses:` lines under .github/workflows/,\nor take the newest version of the template.',
  }
}

function inOrder(problems: Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems
    .filter(({ line, column, message }) => {
      const same = `${line}:${column}:${message}`
      return !seen.has(same) && seen.add(same)
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
