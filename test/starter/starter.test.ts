import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../src/config/read.ts'
import { readEndpoint } from '../../src/starter/endpoint.ts'
import { type StarterOrder, starterFiles } from '../../src/starter/starter.ts'

const order: StarterOrder = {
  name: 'Acme',
  url: 'https://status.acme.example',
  timezone: 'UTC',
  endpoints: [{ id: 'api', address: 'https://acme.example/' }],
  engine: { repository: 'acme/candor', commit: '0123456789012345678901234567890123456789' },
}
const textOf = (more: Partial<StarterOrder>, path: string) =>
  starterFiles({ ...order, ...more }, new Map()).get(path) ?? ''

test("an engine on a company's own GitHub is linked to there, and nothing leads to github.com", () => {
  const engine = { ...order.engine, server: 'https://git.acme.example' }
  const files = starterFiles({ ...order, engine }, new Map())
  const all = [...files.values()].join('\n')
  expect(all).not.toMatch(/github\.com|githubusercontent/)
  expect(all).toContain(
    'https://git.acme.example/acme/candor/blob/0123456789012345678901234567890123456789/docs/start.md',
  )
  expect(files.get('components.yml')!.split('\n')[0]).toBe(
    '# yaml-language-server: $schema=https://git.acme.example/acme/candor/raw/0123456789012345678901234567890123456789/docs/components.schema.json',
  )
})

test('for another host there are no workflows, no issues and no words about them', () => {
  const files = starterFiles({ ...order, github: false }, new Map())
  expect([...files.keys()].filter((path) => path.startsWith('.github'))).toEqual([])
  expect(parse(files.get('components.yml')!).notify).toBeUndefined()
  expect(files.get('README.md')).not.toMatch(/Settings >|workflows|issue/)
})

test.each(['# Acme', 'Acme\n---\nsite: evil', '<script>alert(1)</script>', 'O\'Neill "Status" & Söhne: 1', '{{ x }}'])(
  'the name %j stays a name',
  (name) => {
    const { config, problems } = readConfig(textOf({ name }, 'components.yml'))
    expect(problems).toEqual([])
    expect(config!.site.name).toBe(name)
    const readme = textOf({ name }, 'README.md')
    expect(readme.split('\n')[2]).toBe('The page: https://status.acme.example')
    expect(readme).not.toContain('<script>')
  },
)

describe('an endpoint', () => {
  test.each([
    ['https://acme.example/', 'website', 'https://acme.example/'],
    ['https://www.acme.example/login?next=a=b', 'website', 'https://www.acme.example/login?next=a=b'],
    ['https://api.acme.example/health', 'api', 'https://api.acme.example/health'],
    ['shop=https://acme.example/shop', 'shop', 'https://acme.example/shop'],
    ['tcp://db.acme.example:5432', 'db', 'tcp://db.acme.example:5432'],
    ['tls://[2001:db8::1]:443', 'server', 'tls://[2001:db8::1]:443'],
    ['http://192.0.2.7:8080/', 'server', 'http://192.0.2.7:8080/'],
    ['http://intranet/', 'intranet', 'http://intranet/'],
    ['https://bücher.example/', 'website', 'https://bücher.example/'],
  ])('%s is %s', (text, id, address) => {
    expect(readEndpoint(text, [])).toEqual({ id, address })
  })

  test('gets a number when its id is taken, and is refused when a person chose that id', () => {
    expect(readEndpoint('https://acme.example/b', ['website'])).toMatchObject({ id: 'website-2' })
    expect(readEndpoint('https://acme.example/c', ['website', 'website-2'])).toMatchObject({ id: 'website-3' })
    expect(readEndpoint('website=https://acme.example/b', ['website'])).toContain('There is a `website` already')
  })

  test.each([
    '',
    'acme',
    'ftp://acme.example',
    'tcp://acme.example',
    'api=',
    'API=https://a.example',
    'https://',
    '=https://a.example',
  ])('%j is none', (text) => {
    expect(readEndpoint(text, [])).toEqual(expect.stringMatching(/is no (id|address)/))
  })

  test('of every form makes a components.yml without mistakes', () => {
    const texts = ['https://acme.example/', 'tcp://db.acme.example:5432', 'tls://[2001:db8::1]:443', 'http://intranet/']
    const endpoints = texts.map((text) => readEndpoint(text, []) as { id: string; address: string })
    const { config, problems } = readConfig(textOf({ endpoints }, 'components.yml'))
    expect(problems).toEqual([])
    expect(config!.components.map(({ check }) => check?.type)).toEqual(['http', 'tcp', 'tls', 'http'])
  })
})
