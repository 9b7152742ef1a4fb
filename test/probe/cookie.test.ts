import { describe, expect, test } from 'vitest'
import { type CookieJar, cookiesFor, keepCookies } from '../../src/probe/cookie.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
/** What comes back to `to` of what `from` set. */
function back(from: string, to: string, ...lines: string[]): string | null {
  const jar: CookieJar = new Map()
  for (const line of lines) keepCookies(jar, new URL(from), line, now)
  return cookiesFor(jar, new URL(to))
}

describe('a cookie', () => {
  test('comes back to the host that set it, several in their order', () => {
    expect(back('http://a.test/', 'http://a.test/x', 'a=1\nb=2; HttpOnly')).toBe('a=1; b=2')
  })

  test('goes to no other host or port, whatever its Domain says', () => {
    expect(back('http://a.test/', 'http://b.a.test/', 'a=1; Domain=a.test')).toBeNull()
    expect(back('http://b.a.test/', 'http://a.test/', 'a=1; Domain=.a.test')).toBeNull()
    expect(back('http://a.test/', 'http://a.test:8080/', 'a=1')).toBeNull()
  })

  test('that is secure goes by https alone', () => {
    expect(back('https://a.test/', 'http://a.test:443/', 'a=1; Secure')).toBeNull()
    expect(back('https://a.test/', 'https://a.test/', 'a=1; Secure')).toBe('a=1')
  })

  test('belongs to its path, or to the folder it was set in', () => {
    expect(back('http://a.test/', 'http://a.test/admin/x', 'a=1; Path=/admin')).toBe('a=1')
    expect(back('http://a.test/', 'http://a.test/administrator', 'a=1; Path=/admin')).toBeNull()
    expect(back('http://a.test/shop/in', 'http://a.test/shop/out', 'a=1')).toBe('a=1')
    expect(back('http://a.test/shop/in', 'http://a.test/', 'a=1')).toBeNull()
  })

  test('is replaced by the next of its name, and taken back when it is over', () => {
    expect(back('http://a.test/', 'http://a.test/', 'a=1', 'a=2')).toBe('a=2')
    expect(back('http://a.test/', 'http://a.test/', 'a=1', 'a=; Max-Age=0')).toBeNull()
    expect(back('http://a.test/', 'http://a.test/', 'a=1', 'a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toBeNull()
    expect(back('http://a.test/', 'http://a.test/', 'a=1; Expires=Thu, 01 Jan 2037 00:00:00 GMT')).toBe('a=1')
    expect(back('http://a.test/', 'http://a.test/', 'a=1; Expires=nonsense')).toBe('a=1')
  })

  test('without a name is none', () => {
    expect(back('http://a.test/', 'http://a.test/', '=;;=\n\n;\nnonsense')).toBeNull()
  })
})
