import { describe, expect, test } from 'vitest'
import { isPlain, namesIn, secretsIn, withoutSecrets } from '../../src/secrets/secret.ts'

describe('the names in a components.yml', () => {
  test('are those it uses and those it lists, in either form of a list', () => {
    const flow =
      'secrets: [API_TOKEN, "OTHER"] # not COMMENTED\ncomponents:\n  - { check: { url: "https://${HOST}/" } }\n'
    expect(namesIn(flow)).toEqual(['HOST', 'API_TOKEN', 'OTHER'])
    const block = 'candor: 1\nsecrets:\n  - API_TOKEN\n\n- OTHER\nnotify: [{ id: ABC }]\n'
    expect(namesIn(block)).toEqual(['API_TOKEN', 'OTHER'])
  })

  test('are read also where the file is broken', () => {
    expect(namesIn('{{{ \n url: ${API_TOKEN}\n\tsecrets')).toEqual(['API_TOKEN'])
    expect(namesIn('')).toEqual([])
  })
})

describe('the secrets of an environment', () => {
  test('are the named ones, what our workflows hand over, and what says so by its name', () => {
    const environment = {
      HOST: 'db.internal.example',
      GITHUB_TOKEN: 'ghs_0123456789',
      DEADMAN_URL: 'https://ping.example/5ad1',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG',
      SMTP_PASSWORD: 'hunter2-hunter2',
      GITHUB_REPOSITORY: 'acme/status-page',
      PATH: '/usr/local/bin:/usr/bin',
      TOKENIZER: 'wordpiece-1234',
    }
    const { secrets, tooPlain, missing } = secretsIn(environment, ['HOST', 'ABSENT'])
    expect(secrets.map(({ name }) => name)).toEqual([
      'HOST',
      'GITHUB_TOKEN',
      'DEADMAN_URL',
      'AWS_SECRET_ACCESS_KEY',
      'SMTP_PASSWORD',
    ])
    expect([tooPlain, missing]).toEqual([[], ['ABSENT']])
    expect(Object.keys(withoutSecrets(environment, ['HOST']))).toEqual(['GITHUB_REPOSITORY', 'PATH', 'TOKENIZER'])
  })

  test('have no line end that a file put behind them', () => {
    expect(secretsIn({ KEY_FILE: 'abc-123-def\r\n' }, ['KEY_FILE']).secrets).toEqual([
      { name: 'KEY_FILE', value: 'abc-123-def' },
    ])
  })

  test('that are short or usual are named, and not looked for', () => {
    expect(secretsIn({ A: '1', B: 'postgres', C: '-100123456789', D: 'status@acme.example' }, 'ABCD')).toEqual({
      secrets: [],
      tooPlain: ['A', 'B', 'C', 'D'],
      missing: [],
    })
  })
})

test.each([
  ['1', true],
  ['geheim1', true],
  ['postgres', true],
  ['12345678', true],
  ['2026-11-21', true],
  ['ops+status@mail.acme.example', true],
  ['hunter22', false],
  ['correcthorsebattery', false],
  ['1234567890123456', false],
  ['user@host:pass', false],
  ['https://ada:pw@mail.example/', false],
])('%j is plain: %s', (value, plain) => {
  expect(isPlain(value)).toBe(plain)
})
