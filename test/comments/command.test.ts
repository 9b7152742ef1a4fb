import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readComment } from '../../src/comments/command.ts'
import { commandWords, examples } from '../../src/comments/words.ts'
import { parseInstant } from '../../src/time/instant.ts'

const at = parseInstant('2026-11-21T03:04:00Z')!
const around = {
  components: [
    { id: 'api', was: ['old-api'] },
    { id: 'web', was: [] },
  ],
  at,
  timezone: 'Europe/Berlin',
}
const read = (body: string) => readComment(body, around)
const half = at + 1800

describe('reads what thumbs, keyboards and mail programs make of a command', () => {
  const plain = { components: {}, next: null, quiet: false, impact: null, title: null, text: '' }
  const identified = { kind: 'update', word: 'identified', status: 'identified', ...plain }
  const resolved = { kind: 'update', word: 'resolve', status: 'resolved', ...plain }
  test.each<[string, object]>([
    ['/ack', { kind: 'ack' }],
    ['/Ack  ', { kind: 'ack' }],
    ['/ACK\r\n', { kind: 'ack' }],
    ['\u200B/ack', { kind: 'ack' }],
    ['/ acknowledge', { kind: 'ack' }],
    ['／ack', { kind: 'ack' }],
    ['/resolve', resolved],
    ['/Resolved.', resolved],
    ['/resolve\n\nAll *well*.\n\n- one\n- two', { ...resolved, text: 'All *well*.\n\n- one\n- two' }],
    ['/identified A bad deploy.', { ...identified, text: 'A bad deploy.' }],
    ['/identified A bad deploy.\nRolling back.', { ...identified, text: 'A bad deploy.\nRolling back.' }],
    [
      '/identified api=partial next=30m quiet Text.',
      { ...identified, components: { api: 'partial_outage' }, next: half, quiet: true, text: 'Text.' },
    ],
    [
      '/identified Api = Partial, next = 30m. Text.',
      { ...identified, components: { api: 'partial_outage' }, next: half, text: 'Text.' },
    ],
    [
      '/identified\u00A0api=partial\u00A0next=30m\nText.',
      { ...identified, components: { api: 'partial_outage' }, next: half, text: 'Text.' },
    ],
    [
      '/identified old-api=ok web=major_outage',
      { ...identified, components: { api: 'operational', web: 'major_outage' } },
    ],
    ['/identified next=04:34', { ...identified, next: half }],
    ['/identified next=03:00', { ...identified, next: parseInstant('2026-11-22T02:00:00Z') }],
    ['/identified next=2026-11-21T03:34Z', { ...identified, next: half }],
    ['/identified quiet', { ...identified, quiet: true }],
    ['/identified Quiet', { ...identified, quiet: true }],
    ['/identified —quiet Text', { ...identified, quiet: true, text: 'Text' }],
    ['/identified Quiet again since noon.', { ...identified, text: 'Quiet again since noon.' }],
    ['/identified Error rate = 8%', { ...identified, text: 'Error rate = 8%' }],
    ['/identified See https://acme.example/?a=b c=d', { ...identified, text: 'See https://acme.example/?a=b c=d' }],
    [
      '/identified title=“API is slow” impact=Minor x',
      { ...identified, title: 'API is slow', impact: 'minor', text: 'x' },
    ],
    ['/mute 2h', { kind: 'mute', seconds: 7200 }],
    ['/mute for 90 minutes', { kind: 'mute', seconds: 5400 }],
    ['/Mute 1h30m', { kind: 'mute', seconds: 5400 }],
    ['/mute 1,5 h', { kind: 'mute', seconds: 5400 }],
    ['/mute off', { kind: 'mute', seconds: 0 }],
    ['/mute 0', { kind: 'mute', seconds: 0 }],
    ['/maintenance 1h We restart it.', { kind: 'maintenance', ...plain, seconds: 3600, text: 'We restart it.' }],
    ['/maintenance 2 hours\nWe restart it.', { kind: 'maintenance', ...plain, seconds: 7200, text: 'We restart it.' }],
    ['/false-alarm Our firewall.', { kind: 'false-alarm', quiet: false, text: 'Our firewall.' }],
    ['/False alarm Our firewall.', { kind: 'false-alarm', quiet: false, text: 'Our firewall.' }],
    ['/false—alarm\nOur firewall.', { kind: 'false-alarm', quiet: false, text: 'Our firewall.' }],
    ['> Checks fail for API.\n\n/ack', { kind: 'ack' }],
    [
      '/resolve Well.\n\nOn Fri, 21 Nov 2026 at 03:02, Candor <a@b.example> wrote:\n\n> Checks fail',
      { ...resolved, text: 'Well.' },
    ],
    [
      '/resolve Well.\n\nOn Fri, 21 Nov 2026 at 03:02, Candor Robot\n<a@b.example> wrote:\n> x',
      { ...resolved, text: 'Well.' },
    ],
    ['/resolve Well.\n\nAm 21.11.2026 um 03:02 schrieb Candor <a@b.example>:\n> x', { ...resolved, text: 'Well.' }],
    ['/resolve Well.\n-- \nAda\nOn call', { ...resolved, text: 'Well.' }],
    ['/resolve Well.\n\nSent from my iPhone', { ...resolved, text: 'Well.' }],
    [
      '/resolve Well.\n\n________________________________\nFrom: Candor <a@b.example>\nSent: Friday',
      { ...resolved, text: 'Well.' },
    ],
    [
      '/resolve On Friday the API wrote: nothing.\nWell now.',
      { ...resolved, text: 'On Friday the API wrote: nothing.\nWell now.' },
    ],
    ['/resolve\n```\n> not a quote\n-- \n```\nend', { ...resolved, text: '```\n> not a quote\n-- \n```\nend' }],
  ])('%j', (body, command) => expect(read(body)).toEqual(command))
})

test.each([
  '',
  ' ',
  '\n',
  'All is well.',
  'resolve',
  'Please /resolve this',
  '/',
  '//',
  '/ ',
  '/123',
  '/etc/hosts',
  '/resolve/x',
  '`/resolve`',
  '**/resolve**',
  '```\n/resolve\n```',
  '~~~\n/ack\n~~~',
  '> /resolve',
  '- /resolve',
  'https://acme.example/resolve',
  '<!-- /resolve -->',
  '![/resolve](x)',
  'On Fri, 21 Nov 2026 at 03:02, Candor <a@b.example> wrote:\n> /resolve',
  '\u202E/resolve',
])('%j is no command, and nothing is said about it', (body) => expect(read(body)).toBeNull())

describe('says what is wrong, and gives the line to copy', () => {
  test.each([
    ['/fixed All well.', 'is no command', '/resolve All well.'],
    ['/resolv All well.', 'is no command', '/resolve All well.'],
    ['/invetigating x', 'is no command', '/investigating x'],
    ['/foo bar', 'is no command', null],
    ['/identified apu=partial x', '`apu` is no component; there are `api`, `web`.', '/identified api=partial x'],
    ['/identified api=down x', '`down` is no component status', '/identified api=major x'],
    ['/identified api=partail x', '`partail` is no component status', '/identified api=partial x'],
    ['/identified nxt=30m x', '`nxt=` is not known', '/identified next=30m x'],
    ['/identified next=30 x', '`next=30` is no length of time', '/identified next=30m x'],
    ['/identified next=soon x', '`next=soon` is no length of time', '/identified next=30m x'],
    ['/identified next=2026-11-21T03:00Z x', 'is not in the future', '/identified next=30m x'],
    ['/identified impact=mayor x', '`mayor` is no impact', '/identified impact=major x'],
    ['/identified --next 30m x', 'is written `next=30m`', '/identified next=30m x'],
    ['/identified --component api=ok x', 'is written `api=ok`', '/identified api=ok x'],
    ['/identified api=partial apu=down quiet x', '`apu` is no component', '/identified api=partial api=major quiet x'],
    ['/mute', 'for how long', '/mute 2h'],
    ['/mute 90', 'for how long', '/mute 90m'],
    ['/mute 8d', 'A week is the longest', '/mute 7d'],
    ['/maintenance We restart it.', 'for how long', '/maintenance 1h We restart it.'],
    ['/maintenance 2 We restart it.', 'for how long', '/maintenance 2h We restart it.'],
    ['/maintenance 15d x', 'up to 14 days', '/maintenance 1h'],
    ['/false-alarm', 'The reason is missing', examples['false-alarm']],
    ['Hello\n\n/resolve All well.', 'must be the first line', '/resolve All well.'],
    [`/resolve ${'x'.repeat(20_001)}`, 'longer than 20000', examples.resolve],
  ])('%j', (body, message, corrected) => {
    const said = read(body)
    expect(said).toMatchObject({ kind: 'mistake', corrected })
    expect((said as { messages: string[] }).messages.join('\n')).toContain(message)
  })

  test('a corrected line is right', () => {
    for (const body of [
      '/fixed x',
      '/identified apu=down next=30 x',
      '/mute 90',
      '/maintenance 2 x',
      '/identified --next 30m x',
    ]) {
      const said = read(body)
      expect(read((said as { corrected: string }).corrected)).not.toMatchObject({ kind: 'mistake' })
    }
  })
})

test('every example that we give is right', () => {
  for (const word of commandWords) expect(read(examples[word])).not.toMatchObject({ kind: 'mistake' })
})

test('whatever is typed is read at once, and its text is never more than was typed', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '/resolve',
      '/mute',
      'api=partial',
      'next=',
      'quiet',
      '\n',
      '\r\n',
      '> ',
      '```',
      'On a wrote:',
      '“',
      '=',
      '-- ',
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const body = pieces.join('')
      const said = read(body)
      if (said !== null && 'text' in said) expect(said.text.length).toBeLessThanOrEqual(body.length + 1)
    }),
    { numRuns: process.env['CANDOR_DEEP'] ? 50_000 : 1000, seed: 7 },
  )
  // Quadratic reading of 60 KB would take minutes, and end this test.
  for (const long of [
    `/identified ${'a='.repeat(30_000)}`,
    `/identified ${' '.repeat(60_000)}x`,
    `On ${'a '.repeat(30_000)}`,
    `/${'a'.repeat(60_000)}`,
    `/mute ${'1'.repeat(60_000)}`,
    `/identified title="${'a '.repeat(30_000)}`,
  ])
    read(long)
})
