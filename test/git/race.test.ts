import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { squash } from '../../src/git/squash.ts'
import { type Ground, git, header, makeGround, published, row, runsIn, write } from './clone.ts'

const rounds = process.env['CANDOR_DEEP'] ? 40 : 2
const writers = 5
const patience = process.env['CANDOR_DEEP'] ? 1_500_000 : 300_000
const now = 1_795_255_500

let ground: Ground
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
})
afterEach(() => ground.remove())

for (const branch of ['status-data', 'main']) {
  test(
    `no row is lost by ${writers} writers of ${rounds} rounds on ${branch}, with squashes or people between`,
    async () => {
      const config = { results: { branch, keep: 90 * 86_400 } }
      const names = Array.from({ length: writers }, (_, at) => `w${at}`)
      const tries: number[] = []
      const lean = ['--depth=1', '--filter=blob:none', '--sparse']
      const roots = names.map((name, at) => ground.clone(name, ...(at % 2 === 0 ? lean : [])))
      for (const root of roots) write(root, { 'checks/2026-11-21.csv': header })
      let carried = 0
      let squashes = 0
      let racing = true
      const publishRound = async (round: number, at: number) => {
        const time = `2026-11-21T${String(round % 24).padStart(2, '0')}:0${at}:00Z`
        appendFileSync(join(roots[at]!, 'checks/2026-11-21.csv'), row(time, `w${at}.${round}`))
        const subject = `Round ${round} of w${at}`
        const done = await publish(roots[at]!, config, { now, subject }).catch(beaten)
        if (done === null) carried += 1
        else tries.push(done.tries)
      }
      const meddler = ground.clone('meddler')
      const meddle = async () => {
        while (racing) {
          await wait(700 + Math.random() * 300)
          if (branch === 'main') await pushAsPerson(meddler, branch)
          else {
            const done = await squash(meddler, config, { now, early: true }).catch(beaten)
            if (done?.why === 'squashed') squashes += 1
          }
        }
      }
      const meddling = meddle()
      // Each round begins for all at the same moment, as jobs that share the components end at the same moment.
      for (let round = 0; round < rounds; round += 1) {
        await Promise.all(names.map((_, at) => publishRound(round, at)))
      }
      racing = false
      await meddling
      for (const root of roots) await publish(root, config, { now, subject: 'The rest' })
      const expected = names.flatMap((name) => Array.from({ length: rounds }, (_, round) => `${name}.${round}`))
      const text = published(ground, branch, 'checks/2026-11-21.csv')!
      expect(runsIn(text)).toEqual(expected.sort())
      // Not one line that is broken, or there twice.
      expect(text.split('\n')).toHaveLength(expected.length + 2)
      if (process.env['CANDOR_DEEP'])
        console.log(
          `tries: at most ${Math.max(...tries)}, ${tries.length} publishes in ${tries.reduce((a, b) => a + b)}, ${carried} carried on, ${squashes} squashes`,
        )
    },
    patience,
  )
}

/** Eight lost races in a row: the row stays here, and the next publish carries it. */
function beaten(error: unknown): null {
  expect(error).toMatchObject({ trouble: 'moved', exitCode: 3 })
  return null
}

async function pushAsPerson(root: string, branch: string): Promise<void> {
  git(root, 'fetch', '--quiet', 'origin', branch)
  const tip = git(root, 'rev-parse', 'FETCH_HEAD').trim()
  const commit = git(root, 'commit-tree', '-m', 'A person writes', '-p', tip, `${tip}^{tree}`).trim()
  try {
    git(
      root,
      'push',
      '--quiet',
      `--force-with-lease=refs/heads/${branch}:${tip}`,
      'origin',
      `${commit}:refs/heads/${branch}`,
    )
  } catch {
    // Another was quicker: the person does not insist.
  }
}
