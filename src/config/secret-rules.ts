import { closest } from '../problem/problem.ts'
import type { Report } from './consistency.ts'
import { isMap, type Outline } from './outline.ts'
import type { Path, Source } from './source.ts'

/** In a regular expression `${` may be meant as it stands; nothing is filled in there. */
const untouched = new Set(['matches', 'type', 'id'])

/** `${NAME}` only where it is filled in, and only names that `secrets:` lists. */
export function secretRules(outline: Outline, source: Source, report: Report): void {
  walk(source.value, [])

  function walk(value: unknown, path: Path): void {
    if (typeof value === 'string') look(value, path)
    else if (Array.isArray(value)) for (const [index, entry] of value.entries()) walk(entry, [...path, index])
    else if (isMap(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (!untouched.has(key) && !(key === 'secrets' && path.length === 0)) walk(inner, [...path, key])
      }
    }
  }

  function look(text: string, path: Path): void {
    const filledIn = path[0] === 'defaults' || path[0] === 'notify' || path[2] === 'check'
    for (const [whole, name] of text.matchAll(/\$\{([^}]*)\}?/g)) {
      if (!filledIn) {
        if (outline.secrets.includes(name!)) report(path, ...published(whole))
      } else if (!/^\$\{[A-Z][A-Z0-9_]*\}$/.test(whole)) report(path, ...malformed(whole))
      else if (!outline.secrets.includes(name!)) report(path, ...unlisted(name!, outline.secrets))
    }
  }
}

function published(whole: string): [string, string] {
  return [
    `\`${whole}\` is not filled in here: this text is public.`,
    'Expected it only under `check`, `defaults` or `notify`.',
  ]
}

function malformed(whole: string): [string, string] {
  const shown = whole.length > 40 ? `${whole.slice(0, 39)}…` : whole
  return [
    `\`${shown}\` is no name that can be filled in.`,
    'Expected capitals, digits and `_` in braces, as in:\n  "Bearer ${API_TOKEN}"',
  ]
}

function unlisted(name: string, secrets: string[]): [string, string] {
  const meant = closest(name, secrets)
  const all = [...secrets, name].join(', ')
  const hint =
    meant === null
      ? `List it, so that nothing else can be read:\n  secrets: [${all}]`
      : `Did you mean \`\${${meant}}\`?`
  return [`\`\${${name}}\` is not listed in \`secrets\`.`, hint]
}
