import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bodyText } from '../../src/channels/plain-text.ts'
import { localesOfMessages, speak } from '../../src/store/message-words.ts'
import { everyMessage } from '../channels/messages.ts'

const messages = join(import.meta.dirname, '..', '..', 'src', 'messages')
const locales = localesOfMessages().sort()

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
  walk(parse(readFileSync(join(messages, 'locales', `${locale}.yml`), 'utf8')), [])
  return found
}

const formsOf = (text: string | Record<string, string>) => (typeof text === 'string' ? [text] : Object.values(text))
const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort()
const english = textsOf('en')

describe('the words of messages', () => {
  test('are there in every language of the page', () => {
    expect(locales).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja', 'ko', 'pt-BR', 'ru', 'tr', 'uk', 'zh-CN'])
  })

  test.each(locales)(
    '%s has every key of English and no other, in the plural forms that its language knows',
    (locale) => {
      const texts = textsOf(locale)
      expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
      for (const [key, text] of texts) {
        expect(typeof text, `${key} in ${locale}`).toBe(typeof english.get(key))
        if (typeof text !== 'string') expect(Object.keys(text).sort(), `${key} in ${locale}`).toEqual(needed)
      }
    },
  )

  test.each(locales)('%s fills in what English fills in', (locale) => {
    for (const [key, text] of textsOf(locale)) {
      const wanted = holes(formsOf(english.get(key)!).join(' '))
      for (const [category, form] of typeof text === 'string' ? [['', text] as const] : Object.entries(text)) {
        expect(form.trim(), `${key} in ${locale}`).not.toBe('')
        // None, one and two may be words of their own: مرتين.
        const inWords = ['zero', 'one', 'two'].includes(category) && !form.includes('{count}')
        expect(holes(form), `${key} in ${locale}`).toEqual(wanted.filter((name) => !(inWords && name === 'count')))
      }
    }
  })

  test('are all said, and all that is said is there', () => {
    const source = readFileSync(join(messages, 'words.ts'), 'utf8')
    const asked = [...source.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key!)
    const families = [...source.matchAll(/\bt\(\s*`([\w.]+\.)\$\{/g)].map(([, prefix]) => prefix!)
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.filter((key) => !english.has(key))).toEqual([])
    expect(
      [...english.keys()].filter((key) => !asked.includes(key) && !families.some((one) => key.startsWith(one))),
    ).toEqual([])
    // Those of the page: statuses.
    expect(families.filter((one) => ![...english.keys()].some((key) => key.startsWith(one)))).toEqual([
      'status.',
      'status.',
    ])
  })
})

test('a language that nobody wrote is said in English, and a region in its language', () => {
  expect(speak('nl').isUp('API')).toBe('API is up again')
  expect(speak('de-AT').isUp('API')).toBe('API läuft wieder')
  expect(speak('pt').isUp('API')).toBe('API voltou a funcionar')
  expect(speak('fr').duration(5400).replaceAll(/\s/g, ' ')).toBe('1 h 30 min')
})

test('names are joined, counted and kept in one piece as the language has it', () => {
  const names = ['A', 'B', 'C', 'D', 'E']
  expect(speak('en').list(names)).toBe('A, B and 3 more')
  expect(speak('de').list(names.slice(0, 3))).toBe('A, B und C')
  expect(speak('ru').isDown('API', 'down', 3)).toBe('API: не работает, 3 раза подряд')
  expect(speak('ar').isUp('API')).toBe('\u2068API\u2069: عاد إلى العمل')
  expect(speak('zh-CN').list(names)).toContain('另外 3 个')
})

/** One day in each language; whoever translates looks at the difference. */
test('what a channel hears in each language is as by-language.txt shows it', async () => {
  const told = locales.map((language) => {
    const heard = ['operators', 'public'].flatMap((audience) => [
      ...everyMessage({
        type: 'ntfy',
        url: 'https://ntfy.example/x',
        audience: audience as 'operators',
        language,
      }).values(),
    ])
    const lines = heard.map(
      (message) => `${message.event}\n  ${message.title}\n${bodyText(message).replaceAll(/^/gm, '    ')}`,
    )
    return `=== ${language}\n${[...new Set(lines)].join('\n')}\n`
  })
  await expect(told.join('\n')).toMatchFileSnapshot('by-language.txt')
})
