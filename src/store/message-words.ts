import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Speak, type Words, wordsIn } from '../messages/words.ts'
import { localeAmong } from '../words/locale.ts'
import type { Locale, Texts } from '../words/say.ts'

const own = new URL('../messages/locales/', import.meta.url)
/** Words of the page that messages say too. Data beside Astro's files; nothing of Astro comes with it. */
const shared = new URL('../site/locales/', import.meta.url)
const sharedParts = ['status', 'class', 'detail'] as const

/** What is read once stays: a run tells many. Nothing is read before somebody has to be told something. */
const known = new Map<string, Words>()

/** The words of a language, of its plain form (`pt` for `pt-BR`), else English. */
export const speak: Speak = (language) => {
  const before = known.get(language)
  if (before !== undefined) return before
  const locale = localeAmong(localesOfMessages(), language) ?? 'en'
  const words = wordsIn(localeOf(locale), localeOf('en'), locale === 'en' ? 'en' : language)
  known.set(language, words)
  return words
}

export function localesOfMessages(): string[] {
  return readdirSync(own)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => name.slice(0, -'.yml'.length))
}

function localeOf(locale: string): Locale {
  const page = textsIn(new URL(`${locale}.yml`, shared))
  const texts = textsIn(new URL(`${locale}.yml`, own))
  return { locale, texts: { ...Object.fromEntries(sharedParts.map((part) => [part, page[part]!])), ...texts } }
}

function textsIn(file: URL): Texts {
  return parse(readFileSync(file, 'utf8')) as Texts
}
