import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { git } from '../../git/clone.ts'
import { failureOf, makePostGround, type PostGround } from './ground.ts'

vi.setConfig({ testTimeout: 60_000 })

let ground: PostGround
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  ground = await makePostGround()
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await ground.close()
})

const sent = {
  id: 'card-payments',
  title: 'Card payments fail',
  components: { api: 'partial' },
  message: 'We look into it.',
  next: '30m',
}

test('a dispatch opens an incident, adds to it and resolves it, under one id', async () => {
  await ground.dispatch(sent, '1')
  ground.setNow('2026-11-21T03:14:20Z')
  await ground.dispatch({ id: 'card-payments', status: 'identified', message: 'A bad deploy.', quiet: true }, '2')
  ground.setNow('2026-11-21T03:30:00Z')
  await ground.dispatch({ id: 'card-payments', status: 'resolved' }, '3')
  expect(ground.incidents()).toEqual({
    'card-payments.md': `---
title: Card payments fail
components:
  api: partial_outage
---

## Investigating · 2026-11-21 03:04 UTC {next=30m}

We look into it.

## Identified · 2026-11-21 03:14 UTC {quiet}

A bad deploy.

## Resolved · 2026-11-21 03:30 UTC
`,
  })
  expect(ground.hub.state.dispatched).toHaveLength(3)
})

test('the same sent again is news once: by a run that is started again, and by a tool that repeats itself', async () => {
  ground.setNow('2026-11-21T04:00:00Z')
  const again = { title: 'Search is slow', components: 'web=degraded', message: 'Searches take 5 s.' }
  await ground.dispatch(again, '10')
  const tip = git(join(ground.folder, 'origin.git'), 'rev-parse', 'main')
  await ground.dispatch(again, '10')
  await ground.dispatch(again, '11')
  await ground.dispatch({ ...again, message: undefined }, '12')
  expect(git(join(ground.folder, 'origin.git'), 'rev-parse', 'main')).toBe(tip)
  await ground.dispatch({ ...again, components: 'web=major' }, '13')
  expect(ground.incidents()['2026-11-21-search-is-slow.md']).toContain('{web=major_outage}')
})

test('a resolve of what nobody opened does nothing', async () => {
  const before = ground.incidents()
  await ground.dispatch({ id: 'never-there', status: 'resolved' }, '20')
  expect(ground.incidents()).toEqual(before)
})

test.each([
  [{}, '`title` is missing, or the `id` of an incident.'],
  [{ ...sent, titel: 'x' }, '`titel` is not known; there are id, title, status'],
  [{ ...sent, status: 'investigatng' }, 'Did you mean investigating?'],
  [
    { ...sent, components: { apu: 'partial' } },
    '`apu` is no component; there are `api`, `web`, `db`. Did you mean `api=partial`?',
  ],
  [{ ...sent, components: { api: 'down' } }, 'Did you mean `api=major`?'],
  [{ ...sent, components: { api: { deep: 1 } } }, '`api` is no text.'],
  [{ ...sent, components: { __proto__: { x: 1 }, constructor: 'major' } }, '`constructor` is no component'],
  [{ ...sent, components: ['api'] }, '`components` is no text.'],
  [{ ...sent, next: 'soon' }, '`next=soon` is no length of time.'],
  [{ ...sent, impact: 'huge' }, '`huge` is no impact'],
  [{ ...sent, message: { text: 'x' } }, '`message` is no text'],
  [{ ...sent, message: 'x'.repeat(20_001) }, '`message` is no text of up to 20000 characters.'],
  [{ ...sent, id: '../../etc/passwd' }, '`id` must be of small letters, digits and hyphens'],
  [{ ...sent, id: 'readme.md' }, '`id` must be of small letters'],
  [{ ...sent, id: 7 }, '`id` must be of small letters'],
])('%j is refused, says why, and writes nothing', async (payload, words) => {
  const before = ground.incidents()
  const failure = await failureOf(ground.dispatch(payload as Record<string, unknown>, `${Math.random()}`))
  expect(failure.exitCode).toBe(1)
  expect(failure.message).toContain(words)
  expect(ground.incidents()).toEqual(before)
})
