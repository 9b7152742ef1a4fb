import { directionOf } from './direction.ts'

/** The texts of a language, as a locale file has them; one with plural forms is a map of them. */
export interface Texts {
  [key: string]: string | Texts
}

/** Texts and the language whose rules of plural they follow. */
export interface Locale {
  locale: string
  texts: Texts
}

type Values = Record<string, string | number>

export interface Say {
  (key: string, values?: Values): string
  /** The same in pieces: where a value is missing stands its name, for what is more than text. */
  pieces: (key: string, values?: Values) => (string | { hole: string })[]
}

/**
 * `t('bars.bad', { count: 2 })`. A key that a language lacks is said in English until somebody translates it; one
 * that English lacks is a mistake of ours. `language` writes the numbers: fr-CA where the texts are French.
 */
export function sayIn(own: Locale, english: Locale, language: string): Say {
  const [ownText, englishText] = [lookUpIn(own), lookUpIn(english)]
  const numbers = new Intl.NumberFormat(language)
  // A Latin name or a time must not turn around the words beside it: FSI and PDI of Unicode's bidi algorithm.
  const isolated =
    directionOf(own.locale) === 'rtl'
      ? (value: string) => (value.includes('\u2068') ? value : `\u2068${value}\u2069`)
      : (value: string) => value
  // Every second part is a name: a value that holds `{time}` itself is text.
  const parts = (key: string, count: string | number | undefined) => {
    const text = ownText(key, count) ?? englishText(key, count)
    if (text === null) throw new Error(`locales/en.yml has no text for \`${key}\`.`)
    return text.split(/\{(\w+)\}/)
  }
  // A site says the same few hundred texts a hundred thousand times.
  const known = new Map<string, string[]>()
  const partsOf = (key: string, count: string | number | undefined) => {
    if (count !== undefined) return parts(key, count)
    const before = known.get(key)
    if (before !== undefined) return before
    const found = parts(key, count)
    known.set(key, found)
    return found
  }
  const filled = (value: string | number) => (typeof value === 'number' ? numbers.format(value) : isolated(value))
  const pieces: Say['pieces'] = (key, values = {}) =>
    partsOf(key, values['count']).map((part, index) => {
      if (index % 2 === 0) return part
      const value = values[part]
      return value === undefined ? { hole: part } : filled(value)
    })
  const say = (key: string, values: Values = {}) => {
    const found = partsOf(key, values['count'])
    let text = found[0]!
    for (let index = 1; index < found.length; index += 2) {
      const value = values[found[index]!]
      text += (value === undefined ? `{${found[index]}}` : filled(value)) + found[index + 1]!
    }
    return text
  }
  return Object.assign(say, { pieces })
}

/** The text of a key, in the plural form that its count needs. */
function lookUpIn({ locale, texts }: Locale): (key: string, count?: string | number) => string | null {
  const plurals = new Intl.PluralRules(locale)
  return (key, count) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>((node, name) => (typeof node === 'object' ? node[name] : undefined), texts)
    const text = typeof found === 'object' ? (found[plurals.select(Number(count))] ?? found['other']) : found
    return typeof text === 'string' ? text : null
  }
}
