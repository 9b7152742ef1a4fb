import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { checksIn, type Ground, git, header, makeGround, published, row, runsIn, write } from './clone.ts'

const order = { now: 1_795_255_500, subject: 'All 20 up' }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const files = { 'checks/2026-11-21.csv': header + row('2026-11-21T10:00:00Z', '1.1') }

let ground: Ground
let disk: string
let mounted = false
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  disk = join(ground.folder, 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'ignore' })
    mounted = true
  } catch {
    // Only root may mount.
  }
})
afterEach(() => {
  if (mounted) execFileSync('umount', [disk])
  mounted = false
  ground.remove()
})

test('a full disk is told in words, loses nothing, and with room again the next publish carries it', async (context) => {
  if (!mounted) return context.skip('only root may mount a small disk')
  const root = join(disk, 'clone')
  git(disk, 'clone', '--quiet', ground.origin, root)
  write(root, files)
  const ballast = join(disk, 'ballast')
  const { bavail, bsize } = statfsSync(disk)
  // To the last block, then to a few blocks of room: it fails at the first file, or in the middle of git's work.
  for (const free of [0, 1, 2, 3, 5, 8]) {
    writeFileSync(ballast, Buffer.alloc((bavail - free) * bsize))
    const done = await publish(root, config, order).catch((error: Error) => error)
    if (done instanceof Error) {
      expect(done).toMatchObject({ exitCode: 3, message: expect.stringContaining('The disk is full') })
      expect(done.message).toContain('Make room')
      expect(published(ground, 'status-data', 'checks/2026-11-21.csv')).toBeNull()
    }
    expect(checksIn(root)).toEqual({ '2026-11-21.csv': files['checks/2026-11-21.csv'] })
    rmSync(ballast)
    if (!(done instanceof Error)) break
  }
  await publish(root, config, order)
  expect(runsIn(published(ground, 'status-data', 'checks/2026-11-21.csv')!)).toEqual(['1.1'])
})
