import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { type Ground, git, header, makeGround, row, write } from './clone.ts'

const order = { now: 1_795_255_500, subject: 'All 20 up' }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  root = ground.clone('a')
  write(root, { 'checks/2026-11-21.csv': header + row('2026-11-21T10:00:00Z', '1.1') })
  // As many packs as 51 fetches leave.
  for (let pack = 0; pack <= 50; pack += 1) {
    const run = (words: string[], input: string) => execFileSync('git', words, { cwd: root, input, encoding: 'utf8' })
    run(['pack-objects', '--quiet', '.git/objects/pack/pack'], run(['hash-object', '-w', '--stdin'], `${pack}`))
  }
})
afterEach(() => ground.remove())

const packs = () => readdirSync(join(root, '.git/objects/pack')).filter((name) => name.endsWith('.pack')).length

test('what long use leaves in a clone is packed at the end of a publish', async () => {
  const before = packs()
  expect(before).toBeGreaterThan(50)
  await publish(root, config, order)
  expect(packs()).toBeLessThan(3)
  expect(git(root, 'fsck', '--no-dangling', '--connectivity-only').trim()).toBe('')
})

test('not where a person said no', async () => {
  const before = packs()
  git(root, 'config', 'gc.auto', '0')
  await publish(root, config, order)
  expect(packs()).toBe(before)
})
