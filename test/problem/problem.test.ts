import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closest, Failure, formatAnnotation, formatProblem, type Problem } from '../../src/problem/problem.ts'

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 500) }
const problem: Problem = {
  file: 'incidents/2026-11-21-api.md',
  line: 6,
  column: 3,
  severity: 'error',
  message: '`investigatng` is no incident status.',
  hint: 'Expected investigating, as in:\n  ## Investigating · 2026-11-21 10:02 UTC',
}

describe('in a terminal', () => {
  test('a problem is one line that leads to its place, and its hint below', () => {
    expect(formatProblem(problem)).toBe(`incidents/2026-11-21-api.md:6:3: \`investigatng\` is no incident status.
  Expected investigating, as in:
    ## Investigating · 2026-11-21 10:02 UTC`)
  })

  test('a warning says that it is one; without a hint there is nothing below', () => {
    expect(formatProblem({ ...problem, severity: 'warning', hint: '' })).toBe(
      'incidents/2026-11-21-api.md:6:3: warning: `investigatng` is no incident status.',
    )
  })
})

describe('on GitHub', () => {
  test('a problem is an annotation of its line', () => {
    expect(formatAnnotation(problem)).toBe(
      '::error file=incidents/2026-11-21-api.md,line=6,col=3::`investigatng` is no incident status.' +
        '%0AExpected investigating, as in:%0A  ## Investigating · 2026-11-21 10:02 UTC',
    )
  })

  test('a file name cannot end the properties, nor a text the line', () => {
    const hostile = { ...problem, file: 'a,line=1::x\n::set-env.md', message: '100 %\r\n::warning::hi', hint: '' }
    expect(formatAnnotation(hostile)).toBe(
      '::error file=a%2Cline=1%3A%3Ax%0A%3A%3Aset-env.md,line=6,col=3::100 %25%0D%0A::warning::hi',
    )
  })

  test('whatever stands in it, it is one line and one command, and can be read back', () => {
    const text = fc.string({ unit: fc.constantFrom(...'%:,\r\n=a0ADé'.split('')) })
    fc.assert(
      fc.property(text, text, text, (file, message, hint) => {
        const line = formatAnnotation({ ...problem, file, message, hint })
        expect(line).not.toMatch(/[\r\n]/)
        const [, written, body] = /^::error file=([^,:]*),line=6,col=3::(.*)$/.exec(line) ?? []
        expect(decodeURIComponent(written!)).toBe(file)
        const plain = body!.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
        expect(plain).toBe(hint === '' ? message : `${message}\n${hint}`)
      }),
      runs,
    )
  })
})

describe('the word that was meant', () => {
  const known = ['investigating', 'identified', 'monitoring', 'resolved', 'api', 'web', 'db']
  test.each([
    ['investigatng', 'investigating'],
    ['Investigating', 'investigating'],
    ['identifed', 'identified'],
    ['identifeid', 'identified'],
    ['resloved', 'resolved'],
    ['apl', 'api'],
    ['ap', 'api'],
    ['apis', 'api'],
    ['bd', 'db'],
  ])('by %s is %s', (word, meant) => {
    expect(closest(word, known)).toBe(meant)
  })

  test.each(['', 'fixed', 'xyz', 'aqq', 'investigation done', 'x'.repeat(5000)])('by %j is none', (word) => {
    expect(closest(word, known)).toBeNull()
  })

  test('is the word itself when it is known', () => {
    for (const word of known) expect(closest(word, known)).toBe(word)
  })

  test('is found after any one slip in a long word', () => {
    const slip = fc.tuple(
      fc.nat({ max: 12 }),
      fc.constantFrom('drop', 'double', 'swap', 'other'),
      fc.constantFrom('x', 'q'),
    )
    fc.assert(
      fc.property(slip, ([at, how, other]) => {
        const letters = [...'investigating']
        if (how === 'drop') letters.splice(at, 1)
        if (how === 'double') letters.splice(at, 0, letters[at]!)
        if (how === 'swap') letters.splice(at, 2, ...letters.slice(at, at + 2).reverse())
        if (how === 'other') letters[at] = other
        expect(closest(letters.join(''), known)).toBe('investigating')
      }),
      runs,
    )
  })
})

test('a failure is 3 unless it says otherwise, and keeps its cause', () => {
  const cause = new Error('no space left')
  expect(new Failure('cannot write', { cause })).toMatchObject({ exitCode: 3, message: 'cannot write', cause })
  expect(new Failure('wrong use', { exitCode: 2 }).exitCode).toBe(2)
})
