import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readList, readRegistration, serverFor } from '../../src/probe/domain-rdap.ts'
import { componentIn, indicatorIn } from '../../src/probe/statuspage-words.ts'

const runs = { seed: 1, numRuns: Number(process.env['CANDOR_DEEP'] ? 20_000 : 500) }
const word = fc.constantFrom(
  'API',
  'operational',
  'on_fire',
  'none',
  'expiration',
  'domain',
  '2026-01-01T00:00:00Z',
  '',
)
/** Documents of about the right shape, with anything at any place. */
const near = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      status: fc.oneof(fc.record({ indicator: fc.oneof(word, fc.jsonValue()) }), fc.array(word), fc.jsonValue()),
      components: fc.oneof(
        fc.array(
          fc.record(
            { id: word, name: word, status: word, group: fc.boolean(), group_id: fc.oneof(word, fc.constant(null)) },
            { requiredKeys: [] },
          ),
        ),
        fc.jsonValue(),
      ),
      objectClassName: word,
      events: fc.oneof(fc.array(fc.record({ eventAction: word, eventDate: word })), fc.jsonValue()),
      services: fc.oneof(fc.array(fc.tuple(fc.array(word), fc.array(word))), fc.jsonValue()),
    },
    { requiredKeys: [] },
  ),
)
const states = ['operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance', null]

test('whatever another page sends, only words of the closed list come out', () => {
  const property = fc.property(near, fc.oneof(word, fc.string()), (document, name) => {
    expect([...states, 'missing', 'ambiguous']).toContain(componentIn(document, name))
    expect(states).toContain(indicatorIn(document))
  })
  fc.assert(property, runs)
})

test('whatever a registry sends, a moment or none comes out', () => {
  const property = fc.property(near, (document) => {
    const registration = readRegistration(document)
    if (registration !== null) expect([null, 1_767_225_600]).toContain(registration.expires)
    const servers = readList(document)
    if (servers !== null) expect(typeof serverFor('acme.example', servers)).toMatch(/string|object/)
  })
  fc.assert(property, runs)
})
