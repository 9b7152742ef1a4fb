import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { languageMistake } from '../../src/config/page-languages.ts'
import { localeFor, locales, wordsOf } from '../../src/site/words.ts'

const site = join(import.meta.dirname, '..', '..', 'src', 'site')

/** A locale's texts by key; a text with plural forms is a map of them. */
function textsOf(locale: string): Map<string, string | Record<string, string>> {
  const found = new Map<string, string | Record<string, string>>()
  const walk = (node: Record<string, unknown>, path: string[]) => {
    for (const [name, value] of Object.entries(node)) {
      const key = [...path, name]
      if (typeof value === 'string') found.set(key.join('.'), value)
      else if ('other' in (value as object)) found.set(key.join('.'), value as Record<string, string>)
      else walk(value as Record<string, unknown>, key)
    }
  }
  walk(parse(readFileSync(join(site, 'locales', `${locale}.yml`), 'utf8')), [])
  return found
}

const formsOf = (text: string | Record<string, string>) => (typeof text === 'string' ? [text] : Object.values(text))
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort()
const english = textsOf('en')

describe('the locales', () => {
  test('are those that components.yml may name without a warning', () => {
    expect(locales.toSorted()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja', 'ko', 'pt-BR', 'ru', 'tr', 'uk', 'zh-CN'])
    expect(locales.map(languageMistake)).toEqual(locales.map(() => null))
  })

  test.each(locales)('%s has every key of English and no other', (locale) => {
    expect([...textsOf(locale).keys()].sort()).toEqual([...english.keys()].sort())
  })

  test.each(locales)('%s has the plural forms that its language knows, and no other', (locale) => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
    const texts = [...textsOf(locale)]
    for (const [key, text] of texts) {
      expect(typeof text, `${key} in ${locale}`).toBe(typeof (english.get(key) ?? text))
      if (typeof text !== 'string') expect(Object.keys(text).sort(), `${key} in ${locale}`).toEqual(needed)
    }
    expect(texts.some(([, text]) => typeof text !== 'string')).toBe(true)
  })

  test.each(locales)('%s fills in what English fills in', (locale) => {
    for (const [key, text] of textsOf(locale)) {
      const wanted = placeholders(formsOf(english.get(key) ?? text).join(' '))
      const forms = typeof text === 'string' ? [['', text] as const] : Object.entries(text)
      for (const [category, form] of forms) {
        expect(form.trim(), `${key} in ${locale}`).not.toBe('')
        // None, one and two may be words of their own: يومان.
        const inWords = ['zero', 'one', 'two'].includes(category) && !form.includes('{count}')
        const filled = placeholders(form)
        expect(filled, `${key} in ${locale}`).toEqual(wanted.filter((name) => !(inWords && name === 'count')))
      }
    }
  })
})

describe('the keys', () => {
  const sources = [site, join(site, '..', 'words')]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(astro|ts)$/.test(name))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    )
    .join('\n')

  test('are all used by a page', () => {
    const unused = [...english.keys()].filter((key) => !isUsed(key))
    expect(unused).toEqual([])
  })

  test('that pages use are all there', () => {
    const asked = [...sources.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key!)
    expect(asked.length).toBeGreaterThan(50)
    expect(asked.filter((key) => !english.has(key))).toEqual([])
    const families = [...sources.matchAll(/\bt\(\s*`([\w.]+\.)\$\{/g)].map(([, prefix]) => prefix!)
    expect(families.length).toBeGreaterThan(5)
    expect(families.filter((prefix) => ![...english.keys()].some((key) => key.startsWith(prefix)))).toEqual([])
  })

  /** Named in full, or made of a prefix and a name that is looked up: `status.${status}`. */
  function isUsed(key: string): boolean {
    if (sources.includes(`'${key}'`) || sources.includes(`"${key}"`)) return true
    return sources.includes(`\`${key.slice(0, key.lastIndexOf('.') + 1)}\${`)
  }
})

describe('a language', () => {
  test.each([
    ['de', 'de'],
    ['fr-CA', 'fr'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh', 'zh-CN'],
    ['en-GB', 'en'],
  ])('%s is spoken by the locale %s', (tag, locale) => {
    expect(localeFor(tag)).toBe(locale)
  })

  test.each(['nl', 'zh-TW', 'sr-Latn'])('%s has no locale: none is written in it', (tag) => {
    expect(localeFor(tag)).toBeNull()
    expect(languageMistake(tag)?.severity).toBe('warning')
  })

  test.each(['pt-br', 'en-US-GB', 'zh-cn'])('%s is no tag as it is written', (tag) => {
    expect(languageMistake(tag)?.severity).toBe('error')
  })

  test('counts by its own rules', async () => {
    const [russian, arabic, japanese] = await Promise.all(['ru', 'ar', 'ja'].map(wordsOf))
    expect([1, 2, 5, 21].map((count) => russian!('bars.none', { count }))).toEqual([
      '1 день без данных',
      '2 дня без данных',
      '5 дней без данных',
      '21 день без данных',
    ])
    expect(arabic!('bars.none', { count: 2 })).toBe('يومان بلا بيانات')
    expect(arabic!('bars.none', { count: 3 })).toBe('3 أيام بلا بيانات')
    expect(japanese!('bars.none', { count: 3 })).toBe('データのない日が 3 日')
  })

  test('that runs from right to left keeps names in one piece', async () => {
    const arabic = await wordsOf('ar')
    expect(arabic('history.previous', { month: 'API' })).toBe('الأقدم: \u2068API\u2069')
    expect(arabic.pieces('page.checked')).toEqual(['آخر فحص ', { hole: 'time' }, ''])
  })

  test('refuses a key that nobody wrote', async () => {
    const german = await wordsOf('de')
    expect(() => german('page.nothing')).toThrow('locales/en.yml has no text for `page.nothing`.')
  })
})
