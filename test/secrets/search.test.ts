import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchFor } from '../../src/secrets/search.ts'

const runs = process.env['CANDOR_DEEP'] ? 5000 : 200
const value = 'tok-4f/9&b "c"<\'7>+é ende'
const search = searchFor([{ name: 'API_TOKEN', value }])!

function foundIn(text: string | Buffer): string[] {
  return search(Buffer.from(text)).map(({ names, writing }) => [...names, writing].join(' ').trim())
}

describe('a secret is found', () => {
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const base64 = (text: string, kind: 'base64' | 'base64url' = 'base64') => Buffer.from(text).toString(kind)
  test.each([
    ['as it is', `a ${value} b`, 'API_TOKEN'],
    ['at the very beginning', `${value} b`, 'API_TOKEN'],
    ['at the very end', `a ${value}`, 'API_TOKEN'],
    ['in lower case, as in a host’s name', `https://${value.toLowerCase()}`, 'API_TOKEN'],
    ['in HTML as Astro writes it', html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'), 'API_TOKEN as in HTML'],
    ['in XML', html.replaceAll('"', '&quot;').replaceAll("'", '&apos;'), 'API_TOKEN as in HTML'],
    ['in HTML, the text of an element', html, 'API_TOKEN as in HTML'],
    ['in JSON', JSON.stringify({ a: value }), 'API_TOKEN as in JSON'],
    [
      'in JSON inside a script',
      JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026'),
      'API_TOKEN as in JSON',
    ],
    ['in CSV', `2026,"${value.replaceAll('"', '""')}",.`, 'API_TOKEN as in CSV'],
    ['in a URL', `?t=${encodeURIComponent(value)}`, 'API_TOKEN as in a URL'],
    ['in a path', encodeURI(`https://x.example/${value}`), 'API_TOKEN as in a URL'],
    ['in a form', new URLSearchParams({ t: value }).toString(), 'API_TOKEN as in a URL'],
    [
      'in a URL of small letters',
      encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
      'API_TOKEN as in a URL',
    ],
    ['in base64', base64(value), 'API_TOKEN in base64'],
    ['as the password of Basic', `Basic ${base64(`user:${value}`)}`, 'API_TOKEN in base64'],
    ['as the user of Basic', `Basic ${base64(`${value}:x`)}`, 'API_TOKEN in base64'],
    ['in base64 of another alphabet', base64(`{"t":"${value.slice(0)}`, 'base64url'), 'API_TOKEN in base64'],
    ['in hexadecimal', Buffer.from(value).toString('hex'), 'API_TOKEN in hexadecimal'],
    ['between bytes that are no text', Buffer.concat([Buffer.from([0, 255, 254]), Buffer.from(value)]), 'API_TOKEN'],
  ])('%s', (_, text, expected) => {
    expect(foundIn(text)).toEqual([expected])
  })

  test('each time it stands there, also twice in a row', () => {
    const text = Buffer.from(`${value}${value} ${value}`)
    const length = Buffer.from(value).length
    expect(search(text).map(({ start }) => start)).toEqual([0, length, 2 * length + 1])
  })

  test('by a long line of a key, wherever its other lines are', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'
    const key = `-----BEGIN PRIVATE KEY-----\n${line}\nQUJD\n-----END PRIVATE KEY-----`
    const found = searchFor([{ name: 'KEY', value: key }])!
    expect(found(Buffer.from(`    ${line}\n`))).toMatchObject([{ names: ['KEY'], writing: '' }])
    expect(found(Buffer.from('-----BEGIN PRIVATE KEY-----\nQUJD'))).toEqual([])
  })

  test('under each of the names that hold it, and as the longer of two that begin alike', () => {
    const both = searchFor([
      { name: 'A', value: 'same-1234' },
      { name: 'B', value: 'same-1234' },
      { name: 'C', value: 'same-123456' },
    ])!
    expect(both(Buffer.from('same-1234'))).toMatchObject([{ names: ['A', 'B'] }])
    expect(both(Buffer.from('same-123456'))).toMatchObject([{ names: ['C'] }])
  })
})

describe('nothing is found', () => {
  test.each(['', 'x', value.slice(1), value.slice(0, -1), 'tok-4f', 'a page like any other'])('in %j', (text) => {
    expect(foundIn(text)).toEqual([])
  })

  test('where there is nothing to look for', () => {
    expect(searchFor([])).toBeNull()
  })
})

test(`in ${runs} haystacks it finds what a plain look finds, where it is`, () => {
  // Few letters, so that needles nearly stand everywhere.
  const word = (length: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b', '1', '/'), minLength: 8, maxLength: length })
  fc.assert(
    fc.property(
      fc.uniqueArray(word(14), { minLength: 1, maxLength: 5 }),
      fc.array(word(40)),
      fc.nat(),
      (secrets, parts, at) => {
        const hay = [...parts.slice(0, at % 5), secrets[at % secrets.length], ...parts.slice(at % 5)].join('')
        const found = searchFor(secrets.map((text, index) => ({ name: `S${index}`, value: text })))!
        const plainly = secrets.map((text) => hay.indexOf(text)).filter((index) => index !== -1)
        const [first] = found(Buffer.from(hay))
        // Other writings (base64, hexadecimal) have letters that do not stand here.
        expect(first?.start).toBe(Math.min(...plainly))
      },
    ),
    { numRuns: runs, seed: 7 },
  )
})

test(`${runs} secrets are found in base64 behind and before anything`, () => {
  const bytes = fc.uint8Array({ maxLength: 12 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 8, maxLength: 60 }), bytes, bytes, (text, before, after) => {
      const secret = text.trim()
      fc.pre(secret.length >= 8)
      const found = searchFor([{ name: 'S', value: secret }])!
      const all = Buffer.concat([before, Buffer.from(secret.toWellFormed()), after])
      for (const kind of ['base64', 'base64url'] as const) {
        const [find] = found(Buffer.from(all.toString(kind)))
        expect(find?.writing).toBe('in base64')
      }
    }),
    { numRuns: runs, seed: 7 },
  )
})
