import { localeAmong } from '../words/locale.ts'
import { type Locale, type Say, sayIn, type Texts } from '../words/say.ts'

export type { Say }

// Each is loaded when a site speaks it, and not otherwise.
const files = import.meta.glob<Texts>('./locales/*.yml', { import: 'default' })
const fileOf = (locale: string) => `./locales/${locale}.yml`

/** The languages that the page's own words exist in. */
export const locales: string[] = Object.keys(files).map((file) => file.slice('./locales/'.length, -'.yml'.length))

/** The locale that speaks a language: `fr` for fr-CA, `pt-BR` for pt; null where none is written in its script. */
export function localeFor(tag: string): string | null {
  return localeAmong(locales, tag)
}

/** What the page says in a language. */
export async function wordsOf(language: string): Promise<Say> {
  const [own, english] = await Promise.all([localeFor(language) ?? 'en', 'en'].map(localeOf))
  return sayIn(own!, english!, language)
}

async function localeOf(locale: string): Promise<Locale> {
  return { locale, texts: await files[fileOf(locale)]!() }
}
