import process from 'node:process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMarker, readMarker } from '../../src/comments/marker.ts'

test('a marker is one hidden line, and names an outage or an incident', () => {
  const marker = { kind: 'outage', id: 'api-20261121T100503Z' } as const
  expect(formatMarker(marker)).toBe('<!-- candor:outage:api-20261121T100503Z -->')
  expect(readMarker(`API is down.\r\n\r\n${formatMarker(marker)}  \r\n`)).toEqual(marker)
})

test('every id comes back, and none can end the comment it stands in', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((id) => id.isWellFormed()),
      (id) => {
        const text = formatMarker({ kind: 'incident', id })
        expect(text.slice(4, -3)).not.toMatch(/--|>|\s\S+\s\S/)
        expect(readMarker(`x\n${text}`)).toEqual({ kind: 'incident', id })
      },
    ),
    { numRuns: process.env['CANDOR_DEEP'] ? 20_000 : 300, seed: 5 },
  )
})

test('the longest name that a file may have comes back', () => {
  const marker = { kind: 'incident', id: '障'.repeat(84) } as const
  expect(readMarker(formatMarker(marker))).toEqual(marker)
})

test('what is quoted, in a sentence, of two minds or misspelt is no marker', () => {
  const good = '<!-- candor:outage:api-20261121T100503Z -->'
  for (const body of [
    '',
    `> ${good}`,
    `see ${good}`,
    `${good} and more`,
    `\`${good}\``,
    `${good}\n<!-- candor:outage:db-20261121T100503Z -->`,
    '<!-- candor:outage: -->',
    '<!-- candor:notice:x -->',
    '<!-- candor:incident:%E0%A4%A -->',
    '<!-- CANDOR:outage:api-20261121T100503Z -->',
    `<!-- candor:incident:${'a'.repeat(1001)} -->`,
  ])
    expect(readMarker(body)).toBeNull()
  expect(readMarker(`${good}\n\n${good}`)).not.toBeNull()
})
