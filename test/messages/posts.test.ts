import { describe, expect, test } from 'vitest'
import { makeWorld, pageOf } from './world.ts'

const incident = (...updates: string[]) => `---
title: Errors on the API
components: { api: partial_outage }
---

${updates.join('\n\n')}
`
const investigating = '## Investigating · 2026-11-21 10:02 UTC\n\nAbout 8% of calls fail.'
const identified = '## Identified · 2026-11-21 10:20 UTC\n\nA bad deploy.'
const resolved = '## Resolved · 2026-11-21 10:41 UTC\n\nRolled back.'

describe('an incident that a person wrote', () => {
  const told = (files: [string, string][]) => {
    const world = makeWorld(pageOf(['api']))
    world.round('09:59', { api: '5' })
    world.tell('10:00')
    return files.map(([time, text]) => {
      world.incidents['errors'] = text
      world.round(time, { api: '5' })
      return world.tell(time)
    })
  }
  const both = (line: string) => [`ops ${line}`, `pub ${line}`]

  test('is told with each update, to everybody at once', () => {
    expect(
      told([
        ['10:03', incident(investigating)],
        ['10:10', incident(investigating)],
        ['10:21', incident(investigating, identified)],
        ['10:42', incident(investigating, identified, resolved)],
        ['10:50', incident(investigating, identified, resolved)],
      ]),
    ).toEqual([
      both('incident.created: Investigating: Errors on the API'),
      [],
      both('incident.updated: Identified: Errors on the API'),
      both('incident.resolved: Resolved: Errors on the API'),
      [],
    ])
  })

  test('is one message when it is over before it was told', () => {
    const world = makeWorld(pageOf(['api']))
    world.tell('10:00')
    world.incidents['errors'] = incident(investigating, identified, resolved)
    const [planned] = world.messages('10:45')
    expect(planned!.message.title).toBe('Resolved: Errors on the API')
    expect(planned!.message.sections.map(({ heading, text }) => [heading, text])).toEqual([
      ['Resolved · 21 Nov 2026, 10:41 UTC', 'Rolled back.'],
      ['Identified · 21 Nov 2026, 10:20 UTC', 'A bad deploy.'],
      ['Investigating · 21 Nov 2026, 10:02 UTC', 'About 8% of calls fail.'],
    ])
    expect(planned!.ids).toHaveLength(3)
    expect(world.tell('10:50')).toEqual([])
  })

  test('is not told again when it is edited after it was resolved', () => {
    const whole = incident(investigating, identified, resolved)
    const [, ...edits] = told([
      ['10:42', whole],
      ['10:50', whole.replace('A bad deploy', 'A very bad deploy')],
      ['10:51', whole.replace('title: Errors', 'title: Many errors')],
      ['10:52', whole.replace('10:41', '10:40')],
      ['10:53', whole.replace('10:41', '10:44')],
      ['10:54', whole.replace('10:20', '10:18')],
      ['10:55', whole.replace('{ api: partial_outage }', '{ api: major_outage }')],
      ['10:56', incident(investigating, identified, '## Monitoring · 2026-11-21 10:30 UTC\n\nWatching.', resolved)],
    ])
    expect(edits).toEqual([[], [], [], [], [], [], []])
  })

  test('is told of when it is opened again, and of its postmortem', () => {
    const again = '## Investigating · 2026-11-21 11:05 UTC\n\nIt is back.'
    const post = '## Postmortem · 2026-11-21 15:00 UTC\n\nWhat happened.'
    expect(
      told([
        ['10:42', incident(investigating, resolved)],
        ['11:06', incident(investigating, resolved, again)],
        ['11:40', incident(investigating, resolved, again, resolved.replace('10:41', '11:39'))],
        ['15:01', incident(investigating, resolved, again, resolved.replace('10:41', '11:39'), post)],
      ]),
    ).toEqual([
      both('incident.resolved: Resolved: Errors on the API'),
      both('incident.updated: Investigating: Errors on the API'),
      both('incident.resolved: Resolved: Errors on the API'),
      both('incident.updated: Postmortem: Errors on the API'),
    ])
  })

  test('is told to nobody when it was written down afterwards', () => {
    expect(told([['13:30', incident(investigating, identified, resolved)]])).toEqual([[]])
    expect(told([['+3 10:00', incident(investigating, identified, resolved)]])).toEqual([[]])
    // One that lasts is told, with what is younger than a day.
    expect(
      told([
        [
          '+3 10:00',
          incident(investigating, '## Update · 2026-11-24 09:59 UTC\n\nStill.'.replace('Update', 'Identified')),
        ],
      ]),
    ).toEqual([both('incident.updated: Identified: Errors on the API')])
  })

  test('is quiet to the public where it says so', () => {
    expect(
      told([
        ['10:03', incident(`${investigating.replace('UTC', 'UTC {quiet}')}`)],
        ['10:21', incident(`${investigating.replace('UTC', 'UTC {quiet}')}`, identified)],
      ]),
    ).toEqual([
      ['ops incident.created: Investigating: Errors on the API'],
      ['ops incident.updated: Identified: Errors on the API', 'pub incident.updated: Identified: Errors on the API'],
    ])
  })

  test('keeps to operators what is internal', () => {
    const internal = incident(investigating).replace('title:', 'audience: internal\ntitle:')
    expect(told([['10:03', internal]])).toEqual([['ops incident.created: Investigating: Errors on the API']])
  })

  test('speaks to the public for the outages it folds', () => {
    const world = makeWorld(pageOf(['api']))
    world.tell('10:00')
    for (const time of ['10:01', '10:06', '10:11', '10:16', '10:21']) world.round(time, { api: '9 refused' })
    expect(world.tell('10:01')).toEqual(['ops outage.opened: API is down'])
    world.incidents['errors'] = incident(investigating)
    expect(world.tell('10:03')).toEqual(both('incident.created: Investigating: Errors on the API'))
    expect(world.tell('10:20')).toEqual([])
    world.round('10:40', { api: '5' })
    expect(world.tell('10:40')).toEqual(['ops outage.resolved: API is up again'])
    world.incidents['errors'] = incident(investigating, resolved)
    expect(world.tell('10:42')).toEqual(both('incident.resolved: Resolved: Errors on the API'))
  })
})

describe('a post that wants its author', () => {
  test('is told once for each set of mistakes, with the corrected line', () => {
    const world = makeWorld(pageOf(['api']))
    world.incidents['errors'] = incident(investigating.replace('Investigating', 'Investigatng'))
    const [planned, ...others] = world.messages('10:05').filter(({ message }) => message.event === 'post.needs_fixing')
    expect(others).toEqual([])
    expect(planned!.channel.id).toBe('ops')
    expect(planned!.message.title).toBe('incidents/errors.md needs fixing')
    expect(planned!.message.link).toEqual({
      text: 'Mend it',
      url: 'https://github.com/acme/status/edit/main/incidents/errors.md',
    })
    expect(planned!.message.sections[0]!.text).toContain('incidents/errors.md:6:')
    expect(planned!.message.sections[0]!.text).toContain('## Investigating · 2026-11-21 10:02 UTC')
    expect(world.tell('10:10')).toEqual([])
    world.incidents['errors'] = incident(investigating.replace('Investigating', 'Investigatng'), '## Resolvd')
    expect(world.tell('10:15').filter((line) => line.includes('needs fixing'))).toHaveLength(1)
  })

  test('says Resolved while its component still fails', () => {
    const world = makeWorld(pageOf(['api']))
    world.tell('09:00')
    for (const time of ['10:01', '10:06', '10:30', '10:45', '10:50']) world.round(time, { api: '9 refused' })
    world.incidents['errors'] = incident(investigating, resolved)
    world.tell('10:42')
    const told = world.messages('10:46')
    expect(told.map(({ channel, message }) => [channel.id, message.event])).toEqual([['ops', 'post.needs_fixing']])
    expect(told[0]!.message.sections[0]!.text).toBe(
      'incidents/errors.md says Resolved, but API is failing since 21 Nov 2026, 10:01 UTC. Add an update, or open it again.',
    )
    expect(world.tell('10:50')).toEqual([])
  })

  test('promised a word that did not come', () => {
    const world = makeWorld(pageOf(['api']))
    world.incidents['errors'] = incident(investigating.replace('UTC', 'UTC {next=30m}'))
    expect(world.tell('10:05')).toHaveLength(2)
    expect(world.tell('10:33')).toEqual(['ops post.needs_fixing: incidents/errors.md needs fixing'])
    expect(world.tell('10:40')).toEqual([])
  })
})

describe('what runs out', () => {
  test('is told at 14, 7, 3 and 1 days, once each', () => {
    const world = makeWorld(pageOf(['api', 'web']))
    const told: string[] = []
    for (let days = 16; days >= 0; days -= 1) {
      const time = `+${16 - days} 10:00`
      const cell = (name: string) => (days <= 14 ? `5 ${name}:${days}` : '5')
      world.round(time, { api: cell('cert_expiring'), web: cell('domain_expiring') })
      told.push(...world.tell(time), ...world.tell(`+${16 - days} 10:05`))
    }
    const expected = [14, 7, 3, 1].flatMap((days) => {
      const when = days === 1 ? 'in 1 day' : `in ${days} days`
      return [
        `ops certificate.expiring: The certificate of API expires ${when}`,
        `ops domain.expiring: The domain of WEB expires ${when}`,
      ]
    })
    expect(told).toEqual(expected)
  })

  test('is told again of the next certificate', () => {
    const world = makeWorld(pageOf(['api']))
    world.round('10:00', { api: '5 cert_expiring:3' })
    expect(world.tell('10:00')).toHaveLength(1)
    world.round('+85 10:00', { api: '5 cert_expiring:3' })
    expect(world.tell('+85 10:00')).toEqual(['ops certificate.expiring: The certificate of API expires in 3 days'])
  })
})

test('checks that have gone stale are one message for each silence', () => {
  const world = makeWorld(pageOf(['api', 'web', 'db']))
  world.round('10:00', { api: '5', web: '5', db: '5' })
  world.tell('10:00')
  world.round('10:50', { db: '5' })
  expect(world.tell('11:10')).toEqual(['ops checks.stale: No recent data for 2 of 3 components'])
  expect(world.tell('11:20')).toEqual([])
  world.round('11:30', { api: '5', web: '5', db: '5' })
  expect(world.tell('11:30')).toEqual([])
  expect(world.tell('12:31')).toEqual(['ops checks.stale: No recent data for 3 of 3 components'])
})

describe('a channel of another language', () => {
  const page = `candor: 1
site: { name: { en: Acme Status, de: Acme-Status }, url: https://status.acme.example, languages: [en, de] }
components:
  - { id: api, name: { en: API, de: Schnittstelle } }
notify:
  - { id: hier, type: ntfy, url: https://ntfy.example/a, audience: public, language: de }
  - { id: here, type: ntfy, url: https://ntfy.example/b, audience: public }
`
  const said = (translations: Record<string, string>) => {
    const world = makeWorld(page)
    world.tell('10:00')
    world.incidents['errors'] = incident(investigating)
    world.translations = translations
    return world.messages('10:03').map(
      ({
        channel,
        message: {
          title,
          sections,
          facts,
          link,
          phrases,
          page: { name },
        },
      }) => [channel.id, title, sections.map(({ text }) => text).join(), facts[0]!.value, link.text, phrases.why, name],
    )
  }

  test('hears what somebody translated, and the rest of it in its own words', () => {
    const german = `---\ntitle: Fehler der Schnittstelle\n---\n\n${investigating.replace('About 8% of calls fail.', 'Etwa 8 % scheitern.')}\n`
    expect(said({ 'errors.de': german })).toEqual([
      [
        'hier',
        'Wird untersucht: Fehler der Schnittstelle',
        'Etwa 8 % scheitern.',
        'Schnittstelle (Teilausfall)',
        'Weiterlesen',
        'Sie erhalten dies, weil Acme-Status diese Adresse in der Liste führt.',
        'Acme-Status',
      ],
      [
        'here',
        'Investigating: Errors on the API',
        'About 8% of calls fail.',
        'API (partial outage)',
        'Read on',
        'You get this because Acme Status has this address in its list.',
        'Acme Status',
      ],
    ])
  })

  test('hears it as it was written where nobody did', () => {
    expect(said({})[0]!.slice(1, 3)).toEqual(['Wird untersucht: Errors on the API', 'About 8% of calls fail.'])
  })
})
