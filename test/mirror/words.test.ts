import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { copyToAll, placesFrom } from '../../src/commands/mirror-places.ts'
import { assertKeepsWords, wordsIn } from '../../src/mirror/words.ts'
import { git } from '../git/clone.ts'
import { skipWithout } from '../integration/real/program.ts'
import { filesIn, makePlace, page, write } from './ground.ts'

vi.setConfig({ testTimeout: 60_000 })

const now = 1_795_320_000
const first = '---\ntitle: Errors\n---\n\n## Investigating · 2026-11-22 06:00 UTC\n\nOne in ten.\n'
const second = '\n## Identified · 2026-11-22 06:10 UTC\n\nA bad deploy.\n'
let place: ReturnType<typeof makePlace>
beforeEach(() => {
  place = makePlace()
})
afterEach(() => {
  vi.unstubAllEnvs()
  place.remove()
})

/** A clone with these posts and a page built of them. */
function clone(name: string, posts: Record<string, string>): string {
  write(place.at(`${name}/dist`), page)
  write(place.at(name), { 'incidents/README.md': 'How', 'incidents/_templates/x.md': first })
  return write(place.at(name), posts)
}

test('words are the updates of each post, whatever their blanks; old posts are not told', async () => {
  const root = clone('a', { 'incidents/x.md': first + second })
  expect(await wordsIn(root, now)).toHaveLength(3)
  const other = clone('b', { 'incidents/x.md': (first + second).replaceAll('\n', '\r\n') })
  expect(await wordsIn(other, now)).toEqual(await wordsIn(root, now))
  expect(await wordsIn(root, now + 40 * 86_400)).toEqual([])
  expect(await wordsIn(root, null)).toHaveLength(3)
  expect(await wordsIn(place.at('nowhere'), null)).toEqual([])
})

test.each(['', 'no JSON', '[]', '{"words":7}', '{"direct":true,"words":[7]}'])(
  'a file that reads %j stops nothing',
  (text) => {
    expect(() => assertKeepsWords('there', text, new Set(), true)).not.toThrow()
  },
)

describe.skipIf(skipWithout('rsync', 'rclone'))('a copy', () => {
  const kinds: Record<string, () => string> = {
    rsync: () => `rsync:${place.at('www')}`,
    rclone: () => 'rclone:second:www',
    git: () => `git:${place.at('bare.git')}#pages`,
  }
  test.each(Object.entries(kinds))(
    'by %s makes no words vanish that were posted without GitHub',
    async (kind, text) => {
      write(place.at('.'), { 'rclone.conf': `[second]\ntype = alias\nremote = ${place.at('.')}\n` })
      git(place.at('.'), 'init', '--quiet', '--bare', place.at('bare.git'))
      vi.stubEnv('RCLONE_CONFIG', place.at('rclone.conf'))
      const copy = async (root: string, options = {}) => {
        const [done] = await copyToAll(await placesFrom([text()], root), `${root}/dist`, root, now, options)
        return done!
      }
      const laptop = clone('laptop', { 'incidents/x.md': first + second })
      const main = clone('main', { 'incidents/x.md': first })
      expect(await copy(laptop, { direct: true })).toMatchObject({ ok: true })
      expect(filesIn(`${laptop}/dist`)).toEqual(page)
      // The workflow builds main, which has not got them yet; a clone of a colleague neither.
      const stopped = await copy(main)
      expect(stopped).toMatchObject({
        ok: false,
        message: expect.stringContaining('shows one post or update that main does not have'),
      })
      // What follows is the same for each.
      if (kind !== 'rsync') return
      expect(await copy(main, { direct: true })).toMatchObject({
        ok: false,
        message: expect.stringContaining('git pull'),
      })
      expect(await copy(laptop, { direct: true })).toMatchObject({ ok: true, copied: 0 })
      // Pushed: main goes on, and may take out what it likes.
      write(main, { 'incidents/x.md': first + second, 'incidents/y.md': first })
      expect(await copy(main)).toMatchObject({ ok: true, copied: 1 })
      write(main, { 'incidents/x.md': first })
      expect(await copy(main)).toMatchObject({ ok: true })
      // A clone that is behind would take out what is newer, unless somebody says so.
      expect(await copy(laptop, { direct: true })).toMatchObject({ ok: false })
      expect(await copy(laptop, { direct: true, force: true })).toMatchObject({ ok: true })
    },
  )
})
