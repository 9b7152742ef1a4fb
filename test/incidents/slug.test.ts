import { expect, test } from 'vitest'
import { slugOf } from '../../src/incidents/slug.ts'

test.each([
  ['Elevated error rates on the API', 'elevated-error-rates-on-the-api'],
  ["Störung: Straße & 'Café' – 100 %", 'storung-strasse-cafe-100'],
  ['データベースの更新', 'incident-2igl'],
  ['API の障害が発生しています', 'api-s7ob'],
  ['🔥🔥🔥', /^incident-[a-z0-9]{4}$/],
  ['', /^incident-[a-z0-9]{4}$/],
  ['../../etc/passwd', 'etc-passwd'],
  ['x'.repeat(300), 'x'.repeat(50)],
  ['word '.repeat(60), 'word-word-word-word-word-word-word-word-word-word'],
])('%j becomes %s', (title, id) => {
  expect(slugOf(title)).toMatch(typeof id === 'string' ? new RegExp(`^${id}$`) : id)
})

test('titles without Latin letters do not share an id', () => {
  expect(slugOf('データベースの更新')).not.toBe(slugOf('データベースの障害'))
})
