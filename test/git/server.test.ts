import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverOfPage } from '../../src/git/server.ts'
import { remoteHome } from '../../src/git/state.ts'
import { git } from './clone.ts'

let clone: string

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'candor-server-'))
  git(clone, 'init', '--quiet')
  git(clone, 'remote', 'add', 'origin', 'x')
})
afterAll(() => rmSync(clone, { recursive: true }))

test.each([
  ['https://github.com/acme/status.git', 'https://github.com', 'acme/status'],
  ['git@github.com:acme/status.git', 'https://github.com', 'acme/status'],
  ['ssh://git@git.acme.example:2222/acme/status', 'https://git.acme.example', 'acme/status'],
  ['git@git.acme.example:acme/status.git', 'https://git.acme.example', 'acme/status'],
  ['https://token@git.acme.example:8443/acme/status/', 'https://git.acme.example:8443', 'acme/status'],
])('the remote %s is looked at on %s', async (remote, server, slug) => {
  git(clone, 'remote', 'set-url', 'origin', remote)
  expect(await remoteHome(clone)).toEqual({ server, slug })
  expect(await serverOfPage(clone, {})).toBe(server)
  // What Actions says goes before it.
  expect(await serverOfPage(clone, { GITHUB_SERVER_URL: 'https://other.example/' })).toBe('https://other.example')
})

test.each(['git@work:acme/status.git', '/srv/git/status.git', 'file:///srv/git/status.git'])(
  'of the remote %s nobody knows where it is looked at',
  async (remote) => {
    git(clone, 'remote', 'set-url', 'origin', remote)
    expect(await remoteHome(clone)).toBeNull()
    expect(await serverOfPage(clone, { GITHUB_SERVER_URL: '' })).toBe('https://github.com')
  },
)
