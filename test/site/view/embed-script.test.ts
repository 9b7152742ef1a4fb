import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { embedScript } from '../../../src/site/view/embed-script.ts'
import { wordsOf } from '../../../src/site/words.ts'

const languages = ['en', 'de', 'fr', 'es', 'pt-BR', 'ru', 'uk', 'zh-CN', 'ja', 'ko', 'ar', 'tr']
const scriptIn = async (language: string, prefix?: string) => embedScript({ t: await wordsOf(language), prefix })
const textsOf = (script: string) =>
  runInNewContext(`(${/const texts = (.*)$/m.exec(script)![1]})`) as Record<string, string>

describe.each(languages)('what other sites embed, in %s', (language) => {
  it('is at most 2 KB when compressed', async () => {
    expect(gzipSync(await scriptIn(language, language)).length).toBeLessThanOrEqual(2048)
  })
})

it('says in the language of its page what the API says in English', async () => {
  expect(textsOf(await scriptIn('de', 'de'))).toMatchObject({
    'All Systems Operational': 'Alle Systeme betriebsbereit',
    unknown: 'Keine aktuellen Daten',
    close: 'Schließen',
    api: '../api/v2/summary.json',
  })
})

it("carries no word in English that is the API's own, and asks beside itself", async () => {
  expect(textsOf(await scriptIn('en'))).toEqual({
    unknown: 'No recent data',
    close: 'Close',
    api: 'api/v2/summary.json',
  })
})
