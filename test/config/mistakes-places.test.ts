import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'

const page = (locations: string) => `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/
      locations: ${locations}
`
const problems = (locations: string) =>
  readConfig(page(locations)).problems.map(({ line, message }) => `${line}: ${message}`)

test('places are taken', () => {
  expect(problems('[eu, us, as3320, new-york]')).toEqual([])
})

test('a place that is named as an address family would be its column', () => {
  expect(problems('[eu, v6]')).toEqual(['9: `v6` names an address family.'])
})

test('a place twice would have two columns of one name', () => {
  expect(problems('[eu, us, eu]')).toEqual(['9: `eu` stands here twice.'])
})

test.each([
  ['http://10.1.2.3/', true],
  ['http://172.20.0.1/', true],
  ['http://172.32.0.1/', false],
  ['http://192.168.1.1:8080/health', true],
  ['http://169.254.169.254/', true],
  ['http://localhost:3000/', true],
  ['http://[::1]/', true],
  ['http://[fd12::1]/', true],
  ['http://[2606:4700::1111]/', false],
  ['http://db/', true],
  ['http://db.internal/', true],
  ['https://10.example.com/', false],
  ['https://local.example/', false],
])('%s beside places: warned of %s, for they cannot reach it', (url, warned) => {
  const { config, problems: found } = readConfig(page('[eu]').replace('https://api.acme.example/', url))
  expect(found.map(({ line, severity }) => `${line} ${severity}`)).toEqual(warned ? ['9 warning'] : [])
  expect(config).not.toBeNull()
})

test('places that every check has by default are warned of too', () => {
  const text = page('[]').replace('components:', 'defaults: { locations: [eu] }\ncomponents:')
  const own = text.replace('      locations: []\n', '').replace('https://api.acme.example/', 'http://db.lan/')
  expect(readConfig(own).problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '9: Other places do not check it: `db.lan` is a name or an address of a private network.',
  ])
  expect(readConfig(text.replace('https://api.acme.example/', 'http://db.lan/')).problems).toEqual([])
})

test('what keeps a check from other places is told, for they would be silent without a word', () => {
  const text = page('[eu]').replace('type: http', 'type: http\n      allow_private: true')
  expect(readConfig(text).problems.map(({ line, severity, message }) => `${line} ${severity} ${message}`)).toEqual([
    '10 warning Other places do not check it: `allow_private` says that its address may be a private one.',
  ])
})
