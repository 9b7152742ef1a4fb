import { describe, expect, it } from 'vitest'
import { readPost } from '../../src/incidents/read.ts'
import type { Outage } from '../../src/outages/outage.ts'
import { foldOutages } from '../../src/status/folding.ts'
import { parseInstant } from '../../src/time/instant.ts'

const at = (clock: string) => parseInstant(`2026-11-21T${clock}:00Z`)!
const known = {
  components: [
    { id: 'api', was: [] },
    { id: 'web', was: [] },
  ],
  timezone: 'UTC',
}
const post = (id: string, text: string) => readPost({ id, path: `incidents/${id}.md`, text }, known, () => null).post!
const outage = (start: string, end: string | null, component = 'api'): Outage => ({
  id: `${component}-${start}`,
  component,
  start: at(start),
  end: end === null ? null : at(end),
  verdict: 'down',
  class: 'refused',
  detail: null,
  falseAlarm: null,
})

/** `10:00-11:00`: an incident of api with these first and last words; `10:00-` is open. */
function incident(id: string, times: string) {
  const [from, to] = times.split('-')
  const end = to === '' ? '' : `\n\n## Resolved · 2026-11-21 ${to} UTC`
  return post(id, `# ${id}\n\n## Investigating · 2026-11-21 ${from} UTC {api=major}${end}\n`)
}

const folded = (posts: ReturnType<typeof incident>[], outages: Outage[]) => {
  const { byPost, unspoken } = foldOutages(posts, outages, at('20:00'))
  const ids = (some: Outage[]) => some.map(({ id }) => id)
  return { ...Object.fromEntries([...byPost].map(([id, some]) => [id, ids(some)])), unspoken: ids(unspoken) }
}

describe("a person's incident speaks for outages of its components", () => {
  it.each([
    ['from 15 minutes before its first word', '10:00-11:00', outage('09:30', '09:45'), true],
    ['and not one minute earlier', '10:00-11:00', outage('09:30', '09:44'), false],
    ['until 15 minutes after its end', '10:00-11:00', outage('11:15', '11:20'), true],
    ['and not one minute later', '10:00-11:00', outage('11:16', '11:20'), false],
    ['without end while it is open', '10:00-', outage('19:00', null), true],
    ['but not for others', '10:00-11:00', outage('10:10', '10:20', 'web'), false],
  ])('%s', (_, times, seen, speaks) => {
    expect(folded([incident('a', times)], [seen]).unspoken).toEqual(speaks ? [] : [seen.id])
  })

  it('and an old one that nobody closed does not swallow those of a newer one', () => {
    const posts = [incident('forgotten', '02:00-'), incident('newer', '10:00-11:00')]
    expect(folded(posts, [outage('03:00', '03:10'), outage('10:05', '10:55')])).toEqual({
      forgotten: ['api-03:00'],
      newer: ['api-10:05'],
      unspoken: [],
    })
  })

  it('before a postmortem as before its end', () => {
    const text =
      '# a\n\n## Investigating · 2026-11-21 10:00 UTC {api=major}\n\n## Resolved · 2026-11-21 11:00 UTC\n\n## Postmortem · 2026-11-21 18:00 UTC\n'
    expect(folded([post('a', text)], [outage('14:00', '14:10')]).unspoken).toEqual(['api-14:00'])
  })
})
