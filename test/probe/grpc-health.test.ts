import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/probe/fault.ts'
import { checkGrpcStatus, healthRequest, readHealth } from '../../src/probe/grpc-health.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const wordOf = (act: () => unknown) => {
  try {
    return act()
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
}

test('the request holds the service, or nothing', () => {
  expect(healthRequest('')).toEqual(hex('00 00000000'))
  expect(healthRequest('a.B')).toEqual(hex('00 00000005 0a 03 612e42'))
  expect(healthRequest('x'.repeat(300)).subarray(0, 8)).toEqual(hex('00 0000012f 0a ac02'))
})

describe('an answer reads as', () => {
  test.each([
    ['serving', '00 00000002 08 01'],
    ['not_serving', '00 00000002 08 02'],
    ['service_unknown', '00 00000002 08 03'],
    ['unknown', '00 00000002 08 00'],
    ['unknown', '00 00000000'],
    ['unknown', '00 00000002 08 09'],
    // Fields that a later version may add are stepped over; the last of the same field counts.
    ['serving', '00 00000017 12 03 616263 19 0000000000000000 25 00000000 08 02 08 01'],
    ['serving', '00 00000006 10 8080 01 08 01'],
  ])('%s: %s', (word, bytes) => expect(readHealth(hex(bytes))).toBe(word))

  test.each([
    ['nothing', ''],
    ['half a frame', '00 000000'],
    ['a compressed message', '01 00000002 08 01'],
    ['a message cut short', '00 00000003 08 01'],
    ['two messages', '00 00000002 08 01 00 00000002 08 01'],
    ['a number without end', '00 00000002 08 81'],
    ['a number that is too long', `00 0000000d 08 ${'ff'.repeat(12)}`],
    ['a text longer than the message', '00 00000003 12 09 61'],
    ['a kind of field that is none', '00 00000002 0f 01'],
    ['groups, which ended long ago', '00 00000002 0b 0c'],
  ])('broken: %s', (_, bytes) => expect(wordOf(() => readHealth(hex(bytes)))).toBe('protocol'))

  test('a word or broken, whatever the bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 60 })
    const message = bytes.map((array) => {
      const head = Buffer.alloc(5)
      head.writeUInt32BE(array.length, 1)
      return Buffer.concat([head, array])
    })
    fc.assert(
      fc.property(fc.oneof(message, bytes.map(Buffer.from)), (body) => {
        expect(wordOf(() => readHealth(body))).toMatch(/^(protocol|serving|not_serving|unknown|service_unknown)$/)
      }),
      { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 500) },
    )
  })
})

test.each([
  ['0', undefined],
  ['5', 'answer:not_found'],
  ['12', 'answer:unimplemented'],
  ['14', 'answer:unavailable'],
  ['16', 'answer:unauthenticated'],
  ['17', 'protocol'],
  ['-1', 'protocol'],
  ['ok', 'protocol'],
  [undefined, 'protocol'],
])('grpc-status %s is %s', (text, word) => expect(wordOf(() => checkGrpcStatus(text))).toBe(word))
