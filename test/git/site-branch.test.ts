import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pushSite } from '../../src/git/site-branch.ts'
import { page, write } from '../mirror/ground.ts'
import { type Ground, git, makeGround, pathsOn, published } from './clone.ts'

let ground: Ground
let root: string
let site: string

beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  root = ground.clone('person')
  site = write(join(ground.folder, 'site'), page)
})
afterEach(() => {
  vi.unstubAllEnvs()
  ground.remove()
})

function push(options: Partial<Parameters<typeof pushSite>[0]> = {}) {
  const files = Object.keys(page)
  return pushSite({
    ...{ root, folder: site, files, remote: 'origin', branch: 'pages', now: 1_800_000_000, pause: async () => {} },
    ...options,
  })
}
const bare = () => join(ground.folder, 'origin.git')
const tip = () => git(bare(), 'rev-parse', 'pages').trim()

test('makes the site the only commit of a branch, and touches nothing of the clone', async () => {
  write(root, { 'half-written.md': 'x' })
  git(root, 'add', 'half-written.md')
  const before = [git(root, 'status', '--porcelain'), git(root, 'rev-parse', 'HEAD'), git(root, 'count-objects')]
  expect(await push()).toEqual({ commit: tip(), copied: 7, removed: 0 })
  expect(pathsOn(ground, 'pages')).toEqual(Object.keys(page).sort())
  expect(published(ground, 'pages', 'index.html')).toBe('home 1')
  expect([git(root, 'status', '--porcelain'), git(root, 'rev-parse', 'HEAD'), git(root, 'count-objects')]).toEqual(
    before,
  )
})

test('pushes what changed as another only commit, and nothing when nothing changed', async () => {
  await push()
  const first = tip()
  expect(await push()).toEqual({ commit: null, copied: 0, removed: 0 })
  write(site, { 'index.html': 'home 2' })
  const files = Object.keys(page).filter((path) => path !== 'feed.xml')
  expect(await push({ files, remote: ground.origin })).toMatchObject({ copied: 1, removed: 1 })
  expect(tip()).not.toBe(first)
  expect(git(bare(), 'rev-list', '--count', 'pages').trim()).toBe('1')
})

test('sends no file that the branch has already', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`incidents/${index}.html`, `text ${index}`]),
  )
  write(site, many)
  const files = [...Object.keys(page), ...Object.keys(many)]
  await push({ files })
  const blobs = () => git(bare(), 'count-objects', '-v')
  const count = () => Number(/^count: (\d+)/m.exec(blobs())![1]) + Number(/^in-pack: (\d+)/m.exec(blobs())![1])
  const before = count()
  write(site, { 'index.html': 'home 2' })
  await push({ files })
  // The commit, the top folder and the page.
  expect(count() - before).toBe(3)
})

test('leaves a branch alone that holds something else', async () => {
  const before = git(bare(), 'rev-parse', 'main')
  await expect(push({ branch: 'main' })).rejects.toThrow(
    'The branch `main` of `origin` holds something that is no Candor page, such as README.md; nothing was pushed.',
  )
  expect(git(bare(), 'rev-parse', 'main')).toBe(before)
})

test('two that copy at once end with the page of one of them, whole', async () => {
  await push()
  const other = write(join(ground.folder, 'other'), { ...page, 'index.html': 'home 3' })
  write(site, { 'index.html': 'home 2' })
  await Promise.all([push(), push({ folder: other })])
  expect(['home 2', 'home 3']).toContain(published(ground, 'pages', 'index.html'))
  expect(git(bare(), 'rev-list', '--count', 'pages').trim()).toBe('1')
})

test('says that a remote is not there, and shows no token of its address', async () => {
  await expect(push({ remote: 'backup' })).rejects.toThrow('There is no remote repository `backup`')
  git(root, 'remote', 'add', 'backup', 'http://ada:ghp_secretsecret@127.0.0.1:1/page.git')
  const error = await push({ remote: 'backup' }).catch((thrown: Error) => thrown)
  expect(String(error)).toContain('The network to `backup` failed')
  expect(String(error)).not.toContain('secretsecret')
})
