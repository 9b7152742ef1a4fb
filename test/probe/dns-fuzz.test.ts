import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { sentenceOf } from '../../src/verdict/sentence.ts'
import { attemptAt, timing } from './support/check.ts'
import { a, closeDns, mx, type Reply, serveDns, txt } from './support/dns.ts'

afterAll(closeDns)

/** An answer that was right until noise fell into it, behind its first two bytes: a wrong id would only be ignored. */
const noise = fc.record({
  kind: fc.constantFrom('A' as const, 'MX' as const, 'TXT' as const),
  changes: fc.array(fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 255 })), { maxLength: 6 }),
  cut: fc.option(fc.nat({ max: 120 })),
})
const records: Record<'A' | 'MX' | 'TXT', Reply> = {
  A: { records: [a('192.0.2.1'), a('192.0.2.2')] },
  MX: { records: [mx(10, 'mail.example'), mx(20, 'backup.example')] },
  TXT: { records: [txt('v=spf1', ' -all')] },
}

test('noise in an answer never is up, never hangs, and never throws', async () => {
  let spoil = (bytes: Buffer): Buffer => bytes
  let kind: keyof typeof records = 'A'
  const { resolver } = await serveDns(
    () => records[kind],
    (bytes) => spoil(bytes),
  )
  const expected = { A: '203.0.113.77', MX: 'other.example', TXT: 'v=spf1 +all' }
  const property = fc.asyncProperty(noise, async ({ kind: now, changes, cut }) => {
    kind = now
    spoil = (bytes) => {
      const spoilt = Buffer.from(bytes)
      for (const [at, value] of changes) if (at + 2 < spoilt.length) spoilt[at + 2] = value
      return cut === null ? spoilt : spoilt.subarray(0, Math.max(2, cut))
    }
    const base = { ...timing, timeout: 0.05, type: 'dns' as const, name: 'acme.example', resolver }
    const result = await attemptAt({ ...base, record: now, expect: { any: [expected[now]] } })
    expect(result.verdict).toBe('down')
    expect(sentenceOf(result.class, result.detail)).toMatch(/^[A-Z].*\.$/)
  })
  await fc.assert(property, { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 150) })
})
