import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { postDirect } from '../../../src/commands/post-direct.ts'
import { pushWaiting } from '../../../src/commands/post-push.ts'
import { readDirect, rememberDirect } from '../../../src/git/direct-posts.ts'
import { openRepository } from '../../../src/git/repository.ts'
import { type Ground, git, makeGround, published, write } from '../../git/clone.ts'

vi.setConfig({ testTimeout: 30_000 })

const now = 1_795_320_000
const clock = () => now
const old = `---
title: Errors on the API
---

## Investigating · 2026-11-22 06:00 UTC

One call in ten fails.
`
const update = `
## Identified · 2026-11-22 06:10 UTC

A bad deploy.
`
const colleague = `
## Identified · 2026-11-22 06:12 UTC

Said by a colleague.
`
let ground: Ground
let laptop: string
let said = ''

beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  said = ''
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((words) => {
      said += words
      return true
    })
  }
  ground = makeGround({
    'components.yml': 'candor: 1\nsite: { name: Acme, url: "https://status.acme.example" }\ncomponents: []\n',
    'incidents/old.md': old,
    'incidents/README.md': 'How to\n',
  })
  laptop = ground.clone('laptop')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  ground.remove()
})

const remember = async () => rememberDirect(await openRepository(laptop), now)
const waiting = async () => Object.keys(await readDirect(await openRepository(laptop)))
const onMain = (path: string) => published(ground, 'main', path)
const count = () => Number(git(join(ground.folder, 'origin.git'), 'rev-list', '--count', 'main'))
const here = (path: string) => join(laptop, path)

function pushedByOthers(files: Record<string, string>): void {
  const other = existsSync(join(ground.folder, 'other')) ? join(ground.folder, 'other') : ground.clone('other')
  git(other, 'pull', '--quiet', 'origin', 'main')
  write(other, files)
  git(other, 'add', '-A')
  git(other, 'commit', '--quiet', '-m', 'By a colleague')
  git(other, 'push', '--quiet', 'origin', 'HEAD:main')
}

test('what differs from main is remembered: new and changed posts, no drafts, no templates, no README', async () => {
  write(laptop, {
    'incidents/old.md': old + update,
    'incidents/new.md': '# New\n\n## Investigating\n',
    'incidents/draft.md': '---\ntitle: Soon\ndraft: true\n---\n',
    'incidents/_templates/x.md': 'x',
    'incidents/README.md': 'Otherwise\n',
  })
  expect(await remember()).toEqual({
    'incidents/old.md': { base: old, text: old + update, at: now },
    'incidents/new.md': { base: null, text: '# New\n\n## Investigating\n', at: now },
  })
})

test('it is pushed once as a commit of the person, and touches neither HEAD nor index nor files', async () => {
  git(laptop, 'config', 'user.name', 'Ada')
  git(laptop, 'config', 'user.email', 'ada@example.com')
  write(laptop, { 'incidents/old.md': old + update, 'half-written.md': 'x' })
  git(laptop, 'add', 'half-written.md')
  const before = [git(laptop, 'status', '--porcelain'), git(laptop, 'rev-parse', 'HEAD')]
  await remember()
  await pushWaiting(laptop, clock)
  await pushWaiting(laptop, clock)
  expect(onMain('incidents/old.md')).toBe(old + update)
  expect(onMain('half-written.md')).toBe(null)
  expect(count()).toBe(2)
  expect(git(join(ground.folder, 'origin.git'), 'log', '-1', '--format=%an: %s', 'main').trim()).toBe('Ada: Update old')
  expect([git(laptop, 'status', '--porcelain'), git(laptop, 'rev-parse', 'HEAD')]).toEqual(before)
  expect(said).toContain('Bring your clone up to it, on main: git add incidents/old.md && git fetch origin')
  expect(said).toContain('Nothing waits to be pushed.')
})

test('pushed, and the answer lost: the next push adds nothing, also with more words', async () => {
  write(laptop, { 'incidents/old.md': old + update })
  const kept = JSON.stringify(await remember())
  await pushWaiting(laptop, clock)
  writeFileSync(here('.git/candor-direct.json'), kept)
  await pushWaiting(laptop, clock)
  expect(count()).toBe(2)
  writeFileSync(here('.git/candor-direct.json'), kept)
  write(laptop, { 'incidents/old.md': old + update + colleague })
  await remember()
  await pushWaiting(laptop, clock)
  expect(onMain('incidents/old.md')).toBe(old + update + colleague)
  expect(await waiting()).toEqual([])
})

test('updates of colleagues stay beside it, on a clone that is behind', async () => {
  pushedByOthers({ 'incidents/old.md': old + colleague })
  write(laptop, { 'incidents/old.md': old + update })
  await remember()
  await pushWaiting(laptop, clock)
  expect(onMain('incidents/old.md')).toBe(old + colleague + update)
})

test('what somebody committed by hand meanwhile is not committed again', async () => {
  write(laptop, { 'incidents/old.md': old + update })
  await remember()
  pushedByOthers({ 'incidents/old.md': old + update + colleague })
  await pushWaiting(laptop, clock)
  expect(count()).toBe(2)
  expect(said).toContain('incidents/old.md is on main already.')
  expect(await waiting()).toEqual([])
})

test('the words are kept beside Git, whatever becomes of the file', async () => {
  write(laptop, { 'incidents/new.md': old })
  await remember()
  rmSync(here('incidents/new.md'))
  git(laptop, 'checkout', '--quiet', '-b', 'elsewhere')
  await pushWaiting(laptop, clock)
  expect(onMain('incidents/new.md')).toBe(old)
})

test('a name that somebody else took stops, says what to type, and that helps', async () => {
  write(laptop, { 'incidents/new.md': old })
  await remember()
  pushedByOthers({ 'incidents/new.md': old.replace('API', 'website') })
  await expect(pushWaiting(laptop, clock)).rejects.toThrow('mv incidents/new.md incidents/new-2.md')
  expect(onMain('incidents/new.md')).toContain('website')
  renameSync(here('incidents/new.md'), here('incidents/new-2.md'))
  await remember()
  await pushWaiting(laptop, clock)
  expect(onMain('incidents/new-2.md')).toBe(old)
  expect(await waiting()).toEqual([])
})

test('a protected main gets it as a branch, and it waits until main has it', async () => {
  const hook = join(ground.folder, 'origin.git/hooks/update')
  writeFileSync(
    hook,
    '#!/bin/sh\ncase $1 in refs/heads/main) echo "GH006: Protected branch update failed" >&2; exit 1; esac\n',
    {
      mode: 0o755,
    },
  )
  git(laptop, 'remote', 'set-url', '--push', 'origin', ground.origin)
  write(laptop, { 'incidents/old.md': old + update })
  await remember()
  await pushWaiting(laptop, clock)
  const branch = /on the branch (candor\/direct-[0-9a-f]{16})/.exec(said)![1]!
  expect(published(ground, branch, 'incidents/old.md')).toBe(old + update)
  expect(await waiting()).toEqual(['incidents/old.md'])
  rmSync(hook)
  git(join(ground.folder, 'origin.git'), 'update-ref', 'refs/heads/main', branch)
  await pushWaiting(laptop, clock)
  expect(await waiting()).toEqual([])
  expect(count()).toBe(2)
})

test('a GitHub that takes the call and never answers is not waited for', async () => {
  const silent = createServer()
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
  const { port } = silent.address() as { port: number }
  git(laptop, 'remote', 'set-url', 'origin', `git://127.0.0.1:${port}/page.git`)
  write(laptop, { 'incidents/old.md': old + update })
  await remember()
  await expect(pushWaiting(laptop, clock, 0.3)).rejects.toThrow('The network to `origin` failed')
  expect(await waiting()).toEqual(['incidents/old.md'])
  silent.close()
})

test('without a second host, or with a word that writes nothing, nothing is written', async () => {
  const direct = { root: laptop, clock, to: [] as string[] }
  const words = ['new', 'incident', '--title', 'X', '--message', 'Y']
  await expect(postDirect(words, direct)).rejects.toThrow('There is no second host to post to; nothing was written.')
  const to = [`rsync:${join(ground.folder, 'www')}`]
  await expect(postDirect(['publish'], { ...direct, to })).rejects.toThrow(
    '`post --direct publish`: there is no such thing',
  )
  expect(git(laptop, 'status', '--porcelain')).toBe('')
  expect(readFileSync(here('incidents/old.md'), 'utf8')).toBe(old)
})
