import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { starterFiles } from '../../src/starter/starter.ts'

const top = join(import.meta.dirname, '../..')
const own = (path: string) => readFileSync(join(top, path), 'utf8')
const order = {
  name: 'Acme',
  url: 'https://status.acme.example',
  timezone: 'UTC',
  endpoints: [{ id: 'api', address: 'https://acme.example/' }],
  engine: { repository: 'acme/candor', commit: '0123456789012345678901234567890123456789' },
}
const files = starterFiles(order, new Map())
const thin = (path: string) => files.get(path)!

interface Dependabot {
  updates: { 'package-ecosystem': string; directory: string; groups: Record<string, { patterns: string[] }> }[]
}

describe.each([
  ['this repository', own, ['npm', 'github-actions']],
  ['a thin page', thin, ['github-actions']],
] as const)('Dependabot of %s', (_, read, ecosystems) => {
  const { updates } = parse(read('.github/dependabot.yml')) as Dependabot

  test('moves every kind of pin there is', () => {
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(ecosystems)
  })

  test('asks once a week, in one pull request a kind, for what has been out for a week', () => {
    for (const update of updates) {
      expect(update).toMatchObject({
        directory: '/',
        schedule: { interval: 'weekly' },
        cooldown: { 'default-days': 7 },
      })
      expect(Object.values(update.groups).map(({ patterns }) => patterns)).toEqual([['*']])
    }
  })
})

test.each([
  ['this repository', own],
  ['a thin page', thin],
])('CODEOWNERS of %s holds up what is probed and what runs, and no incident', (_, read) => {
  const lines = read('.github/CODEOWNERS').split('\n')
  // Names have to be put in first: an owner who does not exist would be an error on every pull request.
  const rules = lines.map((line) => /^# (\/\S+) +@\S+$/.exec(line)?.[1]).filter((path) => path !== undefined)
  expect(rules.sort()).toEqual(['/.github/', '/components.yml'])
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
})
