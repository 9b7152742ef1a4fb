import { parse } from 'yaml'
import english from './locales/en.yml?raw'

interface Texts {
  [key: string]: string | Texts
}

/** The UI's languages. Names and texts of people are in the language they were written in. */
const locales: Record<string, Texts> = { en: parse(english) as Texts }

export type Say = (key: string, values?: Record<string, string | number>) => string

/** The language the page's own words are in: the site's, if there is a locale for it. */
export function uiLanguage(asked: string): string {
  if (asked in locales) return asked
  const plain = asked.split('-')[0]!
  return plain in locales ? plain : 'en'
}

/** `t('bars.bad', { count: 2 })`. A key that is missing is a mistake of ours and stops the build. */
export function wordsOf(language: string): Say {
  const texts = locales[language]!
  const plurals = new Intl.PluralRules(language)
  return (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>((node, name) => (typeof node === 'object' ? node[name] : undefined), texts)
    const text = typeof found === 'object' ? (found[plurals.select(Number(values['count']))] ?? found['other']) : found
    if (typeof text !== 'string') throw new Error(`locales/${language}.yml has no text for \`${key}\`.`)
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}
