import { afterEach, expect, test } from 'vitest'
import { read } from './reading.ts'

const marks = globalThis as { evaluated?: boolean }

afterEach(() => {
  delete marks.evaluated
})

test.each([
  '---js\n{ title: (globalThis.evaluated = true) && "x" }\n---\n',
  '---javascript\nglobalThis.evaluated = true\n---\n',
  '--- JS\n{ title: (globalThis.evaluated = true) }\n---\n',
  '---js\r\n{ title: (globalThis.evaluated = true) }\r\n---\r\n',
  '\uFEFF---js\n{ title: (globalThis.evaluated = true) }\n---\n',
  '---coffee\nglobalThis.evaluated = true\n---\n',
  '---cson\nglobalThis.evaluated = true\n---\n',
  '---toString\nglobalThis.evaluated = true\n---\n',
  '---__proto__\nglobalThis.evaluated = true\n---\n',
])('never runs what front matter asks to run: %j', (text) => {
  const { post, says } = read(text)
  expect(marks.evaluated).toBeUndefined()
  expect(post).toBeNull()
  expect(says).toMatch(/^1:\d: Front matter in `.+` is refused/)
})

test('a YAML tag that names a function is a text', () => {
  const { keeps } = read(
    '---\ntitle: !!js/function "function () { globalThis.evaluated = true }"\n---\n\n## Investigating\n',
  )
  expect(marks.evaluated).toBeUndefined()
  expect(keeps).toContain('function ()')
})

test('a bomb of aliases is not unfolded', () => {
  const bomb = [
    'a: &a [x, x, x, x]',
    ...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [*${'abcdefghij'[i]}, *${'abcdefghij'[i]}]`),
  ].join('\n')
  expect(read(`---\ntitle: x\n${bomb}\n---\n\n## Investigating\n\nWe look.\n`).keeps).toContain('We look.')
})

test('front matter nested beyond reason keeps the words below it', () => {
  const deep = '['.repeat(20_000)
  expect(read(`---\ntitle: x\nlang: ${deep}\n---\n\n## Investigating\n\nWe look.\n`).keeps).toContain('We look.')
})
