import { afterEach, beforeEach, expect, test } from 'vitest'
import { commentLinesOnce } from '../../src/github/suggestions.ts'
import { type FakeGitHub, fakeGitHub } from './fake.ts'

let hub: FakeGitHub
beforeEach(async () => {
  hub = await fakeGitHub()
})
afterEach(() => hub.close())

const pull = { number: 7, commit: 'c'.repeat(40) }
const first = { path: 'incidents/a.md', line: 3, body: 'Wrong.\n\n```suggestion\n## Investigating\n```' }
const second = { path: 'incidents/b.md', line: 5, body: 'Wrong too.' }
const said = () => hub.state.lines.map(({ path, line }) => `${path}:${line}`)

test('comments on lines in one review, and says of none twice', async () => {
  const github = await hub.open()
  expect(await commentLinesOnce(github, pull, [first, second], 'Mend.')).toBe(2)
  expect(await commentLinesOnce(github, { ...pull, commit: 'd'.repeat(40) }, [second, first], 'Mend.')).toBe(0)
  expect(await commentLinesOnce(github, pull, [{ ...first, line: 4 }, second], 'Mend.')).toBe(1)
  expect(said()).toEqual(['incidents/a.md:3', 'incidents/b.md:5', 'incidents/a.md:4'])
  expect(hub.state.reviews).toHaveLength(2)
  expect(hub.state.reviews[0]).toEqual({ pull: 7, commit: pull.commit, body: 'Mend.' })
})

test('asks GitHub nothing when there is nothing to say', async () => {
  expect(await commentLinesOnce(await hub.open(), pull, [], 'Mend.')).toBe(0)
  expect(hub.calls).toEqual([])
})

test('says it although a stranger has said the same, mark and all', async () => {
  const github = await hub.open()
  await commentLinesOnce(github, pull, [first], 'Mend.')
  hub.state.lines[0]!.by = 'mallory'
  expect(await commentLinesOnce(github, pull, [first], 'Mend.')).toBe(1)
})

test('is content when GitHub takes a line for no part of the change', async () => {
  hub.state.proposed = new Set(['incidents/a.md:3'])
  expect(await commentLinesOnce(await hub.open(), pull, [first, second], 'Mend.')).toBe(0)
  expect(said()).toEqual([])
})

for (const kind of ['status 500 after', 'close after', 'cut', 'status 502'] as const) {
  test(`${kind}: is said once, although nobody knows whether it was`, async () => {
    const github = await hub.open(150)
    hub.fail({ kind, at: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews' })
    await commentLinesOnce(github, pull, [first], 'Mend.')
    expect(said()).toEqual(['incidents/a.md:3'])
  })
}
