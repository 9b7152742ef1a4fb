import type { z } from 'zod'
import { closest, type Problem } from '../problem/problem.ts'
import { exampleLine } from './example.ts'
import { lookUp, shapeOf } from './lookup.ts'
import { ownerName } from './owner.ts'
import type { Path, Source } from './source.ts'

/** A sentence for every key that the map at `path` does not have: the key that was meant, or where it belongs. */
export function unknownKeys(keys: readonly string[], path: Path, source: Source, root: z.core.$ZodType): Problem[] {
  const info = lookUp(root, source.value, path)
  const known = info
    ? [...shapeOf(info.schema).keys()].filter((name) => info.keys.length === 0 || info.keys.includes(name))
    : []
  const exampleOf = (key: string, under: Path) => lookUp(root, source.value, [...under, key])?.example

  return keys.map((key) => {
    const position = source.keyAt([...path, key])
    const message = `\`${key}\` is no key of ${ownerName(source, path)}.`
    return { file: source.file, ...position, severity: 'error', message, hint: hintFor(key) }
  })

  function hintFor(key: string): string {
    if (key === '<<') return 'Merge keys are not part of YAML 1.2; keys for all components go under `defaults:`.'
    const meant = closest(key, known)
    if (meant !== null) return `Did you mean \`${meant}\`? As in:\n  ${exampleLine(meant, exampleOf(meant, path))}`
    for (const name of known) {
      const child = lookUp(root, source.value, [...path, name])
      const word = child === null ? null : closest(key, [...shapeOf(child.schema).keys()])
      if (word === null) continue
      const line = exampleLine(word, exampleOf(word, [...path, name]) ?? '...')
      return `${word === key ? 'It belongs' : `Did you mean \`${word}\`? It belongs`} one level deeper, as in:\n  ${name}:\n    ${line}`
    }
    const outside = path.slice(0, -1)
    if (path.length > 0 && lookUp(root, source.value, [...outside, key]) !== null && typeof path.at(-1) === 'string') {
      return `It belongs to ${ownerName(source, outside)}, one level further left.`
    }
    return `Expected ${known.length === 1 ? '' : 'one of '}${known.join(', ')}.`
  }
}
