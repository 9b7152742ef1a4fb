import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { masked } from '../../src/git/mask.ts'
import { publish } from '../../src/git/publish.ts'
import { pull } from '../../src/git/pull.ts'
import { troubleOf } from '../../src/git/trouble.ts'
import { checksIn, type Ground, git, header, makeGround, row, write } from './clone.ts'

const order = { now: 1_795_255_500, subject: '20 of 20 up' }
const config = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const files = { 'checks/2026-11-21.csv': header + row('2026-11-21T10:00:00Z', '1.1') }

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
  root = ground.clone('a')
  write(root, files)
})
afterEach(() => ground.remove())

/** A server whose hook answers every push with these words and a refusal. */
function refusing(words: string): void {
  const hook = join(ground.folder, 'origin.git', 'hooks', 'pre-receive')
  mkdirSync(join(hook, '..'), { recursive: true })
  writeFileSync(hook, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`)
  chmodSync(hook, 0o755)
}

describe('publish says what is wrong and what to do', () => {
  test('where there is no repository', async () => {
    const folder = join(ground.folder, 'bare-folder')
    write(folder, files)
    await expect(publish(folder, config, order)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('not in a Git repository.\n  Expected'),
    })
  })

  test('where there is no remote', async () => {
    git(root, 'remote', 'remove', 'origin')
    await expect(publish(root, config, order)).rejects.toThrow('git remote add origin')
  })

  test('where the remote is gone', async () => {
    git(root, 'remote', 'set-url', 'origin', join(ground.folder, 'nowhere.git'))
    await expect(publish(root, config, order)).rejects.toThrow(/no remote repository `origin`/)
  })

  test('where we may only read, with the words of the server, and without trying eight times', async () => {
    refusing('Permission to acme/status denied to github-actions[bot].')
    await expect(publish(root, config, order)).rejects.toThrow(
      /contents: write[\s\S]*Permission to acme\/status denied/,
    )
    expect(checksIn(root)).toEqual({ '2026-11-21.csv': files['checks/2026-11-21.csv'] })
  })

  test('where the branch is protected', async () => {
    refusing('GH006: Protected branch update failed for refs/heads/status-data.')
    await expect(publish(root, config, order)).rejects.toThrow(/`status-data` is protected[\s\S]*GH006/)
  })

  test('where a hook of the server refuses', async () => {
    refusing('not on a Saturday')
    await expect(publish(root, config, order)).rejects.toThrow(/refused the push[\s\S]*not on a Saturday/)
  })

  test('where a token is wanted, and asks nobody', async () => {
    const server = createServer((_, answer) => answer.writeHead(401, { 'www-authenticate': 'Basic' }).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    git(root, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/acme/status.git`)
    await expect(publish(root, config, order)).rejects.toThrow(/wants to know who we are/)
    git(root, 'remote', 'set-url', 'origin', `http://x:ghp_s3cret@127.0.0.1:${port}/acme/status.git`)
    const failure = await publish(root, config, order).catch((error: Error) => error.message)
    expect(failure).not.toContain('s3cret')
    await new Promise((resolve) => server.close(resolve))
  })
})

test('publish tries again when the network drops once', async () => {
  const server = createServer((_, answer) => {
    answer.writeHead(502).end()
    git(root, 'remote', 'set-url', 'origin', ground.origin)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  git(root, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/acme/status.git`)
  expect(await publish(root, config, order)).toMatchObject({ tries: 2 })
  await new Promise((resolve) => server.close(resolve))
})

test('pull does nothing, quietly, without a repository, a remote or a branch', async () => {
  const nothing = { commit: null, branch: 'status-data', files: 0 }
  const folder = join(ground.folder, 'plain')
  write(folder, files)
  expect(await pull(folder, config)).toEqual(nothing)
  expect(await pull(root, config)).toEqual(nothing)
  git(root, 'remote', 'remove', 'origin')
  expect(await pull(root, config)).toEqual(nothing)
})

test('hooks of the clone do not run', async () => {
  const hook = join(root, '.git/hooks/pre-push')
  mkdirSync(join(hook, '..'), { recursive: true })
  writeFileSync(hook, '#!/bin/sh\nexit 1\n')
  chmodSync(hook, 0o755)
  expect(await publish(root, config, order)).toMatchObject({ tries: 1 })
})

test('git of a hook or an alias around us does not lead us to another repository', async () => {
  vi.stubEnv('GIT_DIR', join(ground.folder, 'nowhere'))
  vi.stubEnv('GIT_INDEX_FILE', join(ground.folder, 'index'))
  const done = await publish(root, config, order)
  vi.unstubAllEnvs()
  expect(done.commit).not.toBeNull()
})

test('credentials in addresses are never shown', () => {
  expect(masked("fatal: unable to access 'https://x-token:ghp_abc@github.com/a/b/': 403")).toBe(
    "fatal: unable to access 'https://***@github.com/a/b/': 403",
  )
})

test('git words lead to the right trouble', () => {
  const words: [string, string][] = [
    ["fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403", 'read_only'],
    ["fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com", 'network'],
    ["fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 502", 'network'],
    ['git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'credentials'],
    ['! [rejected] x -> main (stale info)', 'moved'],
    ['! [remote rejected] x -> main (cannot lock ref: is at a but expected b)', 'moved'],
    ['! [remote rejected] x -> main (pre-receive hook declined)', 'refused'],
    ['error: unable to write file .git/objects/aa: No space left on device', 'disk'],
    ["fatal: detected dubious ownership in repository at '/r'", 'ownership'],
    ['cannot start git: spawn git ENOENT', 'no_git'],
    ['git was ended after 120 s', 'network'],
  ]
  for (const [stderr, trouble] of words) expect([stderr, troubleOf({ stderr })]).toEqual([stderr, trouble])
})
