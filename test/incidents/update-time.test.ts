import { describe, expect, test } from 'vitest'
import { timeOfUpdate } from '../../src/incidents/update-time.ts'
import type { Status } from '../../src/incidents/words.ts'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'

const at = (clock: string) => parseInstant(`2026-11-21T${clock}Z`)!
const now = at('10:41:25')

describe('the time of an update that is written at 10:41:25', () => {
  test.each<[string, [Status, string][], Status, string]>([
    ['is the whole minute', [], 'investigating', '10:41:00'],
    ['also after others', [['investigating', '10:40:59']], 'identified', '10:41:00'],
    [
      'also in the same minute, for a later word of the lifecycle',
      [['investigating', '10:41:00']],
      'resolved',
      '10:41:00',
    ],
    ['has seconds where it would else come first', [['resolved', '10:41:00']], 'investigating', '10:41:25'],
    ['and where the same word would', [['identified', '10:41:00']], 'identified', '10:41:25'],
    ['comes after one that has seconds', [['investigating', '10:41:24']], 'resolved', '10:41:25'],
    ['comes after one of the same second', [['resolved', '10:41:25']], 'investigating', '10:41:26'],
    ['cares for nothing that is to come', [['scheduled', '12:00:00']], 'scheduled', '10:41:00'],
  ])('%s', (_, earlier, status, expected) => {
    const said = earlier.map(([status, clock]) => ({ status, at: at(clock) }))
    expect(formatInstant(timeOfUpdate(now, said, status))).toBe(`2026-11-21T${expected}Z`)
  })
})
