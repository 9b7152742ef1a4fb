import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readPlace } from '../../src/config/mirror-place.ts'
import { copyTo } from '../../src/mirror/mirror.ts'
import { listSite } from '../../src/mirror/site-files.ts'
import { program, skipWithout } from '../integration/real/program.ts'
import { type LoginServer, startLogin } from '../integration/real/sshd.ts'
import { filesIn, makePlace, page, write } from './ground.ts'

vi.setConfig({ testTimeout: 30_000 })

let place: ReturnType<typeof makePlace>
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

async function copy(text: string, now = 1_800_000_000) {
  const to = readPlace(text)
  if (typeof to === 'string') throw new Error(to)
  return copyTo(to, await listSite(place.at('site')), place.at('.'), now)
}

describe.skipIf(skipWithout('rsync'))('a folder on this machine', () => {
  const there = () => place.at('www/status')
  const local = () => copy(`rsync:${there()}`)

  test('gets the whole page, readable for a web server, and the second time only what changed', async () => {
    write(place.at('site'), page)
    expect(await local()).toEqual({ copied: 7, removed: 0 })
    expect(filesIn(there())).toEqual(page)
    expect(statSync(join(there(), 'components/api')).mode & 0o777).toBe(0o755)
    expect(statSync(join(there(), 'index.html')).mode & 0o777).toBe(0o644)

    // A build writes every file anew: the time of a file says nothing.
    rmSync(place.at('site'), { recursive: true })
    write(place.at('site'), { ...page, 'index.html': 'home 2' })
    expect(await local()).toEqual({ copied: 1, removed: 0 })
    expect(await local()).toEqual({ copied: 0, removed: 0 })
  })

  test('loses what the page no longer has, and nothing that the host put there', async () => {
    write(place.at('site'), page)
    await local()
    write(there(), { '.well-known/acme-challenge/x': 'proof', 'components/gone/index.html': 'gone' })
    expect(await local()).toEqual({ copied: 0, removed: 1 })
    expect(filesIn(there())).toEqual({ ...page, '.well-known/acme-challenge/x': 'proof' })
    expect(existsSync(join(there(), 'components/gone'))).toBe(false)
  })

  test('that holds something else stays as it is', async () => {
    write(place.at('site'), page)
    write(there(), { 'index.html': 'a shop', 'cart.php': '' })
    await expect(local()).rejects.toThrow(
      'holds something that is no Candor page, such as cart.php; nothing was copied',
    )
    expect(filesIn(there())).toEqual({ 'index.html': 'a shop', 'cart.php': '' })
  })

  test('keeps its old page whole when a copy is cut off in the middle of it, and the next one goes on', async () => {
    const long = (text: string) => text.repeat(15_000)
    const before = { ...page, 'components/api/index.html': long('api 1'), 'index.html': long('home 1') }
    write(place.at('site'), before)
    await local()
    write(place.at('site'), {
      'components/api/index.html': long('api 2'),
      'embed.js': 'script 2',
      'index.html': long('home 2'),
      'version.json': '{"run":"2"}',
    })
    // Slow, and killed as soon as the first new page has arrived beside the old one.
    const real = program('rsync')
    mkdirSync(place.at('bin'))
    const script = `#!/bin/sh
case "$*" in *--files-from*) ;; *) exec ${real} "$@" ;; esac
list=$(mktemp '${place.at('list')}.XXXX'); cat >"$list"
grep -q html "$list" || exec ${real} "$@" <"$list"
${real} --bwlimit=100 "$@" <"$list" & pid=$!
until [ -n "$(find '${there()}' -path '*.~tmp~*' -type f)" ]; do sleep 0.01; done
kill -9 $pid; wait $pid; exit 11
`
    writeFileSync(place.at('bin/rsync'), script, { mode: 0o755 })
    vi.stubEnv('PATH', `${place.at('bin')}${delimiter}${process.env['PATH']}`)
    await expect(local()).rejects.toThrow('The page there is the old one, whole.')
    vi.unstubAllEnvs()
    const after = Object.entries(filesIn(there())).filter(([path]) => !path.includes('.~tmp~'))
    expect(Object.fromEntries(after)).toEqual({ ...before, 'embed.js': 'script 2' })

    await local()
    expect(filesIn(there())).toEqual(filesIn(place.at('site')))
    expect(await local()).toEqual({ copied: 0, removed: 0 })
  })

  test('with a file in the way of a folder stops, says what visitors see, and goes on later', async () => {
    write(place.at('site'), page)
    await local()
    write(place.at('site'), { 'index.html': 'home 2', 'history/index.html': 'new' })
    // A folder that is not empty cannot be replaced by a file.
    mkdirSync(join(there(), 'history/index.html/.x'), { recursive: true })
    await expect(local()).rejects.toThrow('The copy to rsync:')
    rmSync(join(there(), 'history'), { recursive: true })
    await local()
    expect(filesIn(there())).toEqual(filesIn(place.at('site')))
  })
})

describe.skipIf(skipWithout('rsync', 'sshd', 'ssh-keygen', 'ssh'))('a folder over ssh', () => {
  let server: LoginServer
  beforeEach(async () => {
    server = await startLogin(place.at('sshd'))
    vi.stubEnv('MIRROR_SSH_KEY', server.key)
    vi.stubEnv('MIRROR_KNOWN_HOSTS', server.knownHosts)
    write(place.at('site'), page)
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await server.stop()
  })
  const remote = () => copy(`rsync:${userInfo().username}@127.0.0.1:${place.at('www')}?port=${server.port}`)

  test('gets the page with the key of the environment, which lies nowhere afterwards', async () => {
    // Pasted into a form: the last newline is gone, the others are those of Windows.
    vi.stubEnv('MIRROR_SSH_KEY', server.key.trim().replaceAll('\n', '\r\n'))
    expect(await remote()).toEqual({ copied: 7, removed: 0 })
    expect(filesIn(place.at('www'))).toEqual(page)
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith('candor-ssh-'))
    expect(left.filter((name) => readdirSync(join(tmpdir(), name)).includes('key') && isOurs(name))).toEqual([])
  })
  const isOurs = (name: string) => readFileSync(join(tmpdir(), name, 'key'), 'utf8').trim() === server.key.trim()

  test('is not trusted without its own key, and says what to do', async () => {
    vi.stubEnv('MIRROR_KNOWN_HOSTS', server.knownHosts.replace(/\S+\n?$/, server.strangerKey))
    await expect(remote()).rejects.toThrow('nobody knows whether it is the right host')
    expect(existsSync(place.at('www'))).toBe(false)
  })

  test('that does not know our key says so, without showing it', async () => {
    vi.stubEnv('MIRROR_SSH_KEY', server.strangersKey)
    const error = await remote().catch((thrown: Error) => thrown)
    expect(String(error)).toContain('the host does not take our key')
    expect(String(error)).toContain('Nothing was copied; the page there is as it was.')
    expect(String(error)).not.toContain(server.strangersKey.split('\n')[2])
  })

  test('that is gone says so', async () => {
    await server.stop()
    await expect(remote()).rejects.toThrow('the network to it failed')
  })
})
