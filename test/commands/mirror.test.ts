import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { copyToAll, placesFrom } from '../../src/commands/mirror-places.ts'
import { program, skipWithout } from '../integration/real/program.ts'
import { filesIn, makePlace, page, write } from '../mirror/ground.ts'

vi.setConfig({ testTimeout: 30_000 })

const now = 1_800_000_000
let place: ReturnType<typeof makePlace>
let root: string
beforeEach(() => {
  place = makePlace()
  root = write(place.at('root'), {
    'components.yml': `candor: 1
site: { name: Acme Status, url: "https://status.acme.example" }
mirrors: [ "rsync:${place.at('www')}" ]
components: []
`,
  })
  write(place.at('root/dist'), page)
})
afterEach(() => {
  vi.unstubAllEnvs()
  place.remove()
})

describe('the places', () => {
  test('are those of components.yml, or those that are named', async () => {
    expect(await placesFrom([], root)).toMatchObject([{ kind: 'rsync', path: place.at('www') }])
    expect(await placesFrom(['git:backup#pages'], root)).toMatchObject([{ kind: 'git', remote: 'backup' }])
  })

  test('that are none are told before anything is copied', async () => {
    await expect(placesFrom(['second.example'], root)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(
        '`second.example` is no place for a copy of the page: expected one such as rsync:',
      ),
    })
  })
})

describe.skipIf(skipWithout('rsync'))('copies to several places', () => {
  test('go on when one of them cannot be reached', async () => {
    const places = await placesFrom([`git:${place.at('nowhere.git')}#pages`, `rsync:${place.at('www')}`], root)
    const done = await copyToAll(places, join(root, 'dist'), root, now)
    expect(done).toMatchObject([
      { ok: false, copied: 0, message: expect.stringContaining('There is no remote repository') },
      { ok: true, copied: 8, message: `rsync:${place.at('www')} has this page: 8 files copied.` },
    ])
    expect(filesIn(place.at('www'))).toMatchObject(page)
  })

  test('go nowhere when a secret stands in the page', async () => {
    vi.stubEnv('MIRROR_GIT_TOKEN', 'glpat-5ad1c0ffee5ad1')
    write(place.at('root/dist'), { 'incidents/x/index.html': 'they sent glpat-5ad1c0ffee5ad1 to us' })
    const all = copyToAll(await placesFrom([], root), join(root, 'dist'), root, now)
    await expect(all).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('incidents/x/index.html:1'),
    })
    expect(readdirSync(place.at('.'))).not.toContain('www')
  })
})

describe.skipIf(skipWithout('rsync', 'rclone', 'ssh'))('keys', () => {
  const secrets = {
    MIRROR_SSH_KEY: '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0LW9mLXRoZS1ob3N0\n-----END OPENSSH PRIVATE KEY-----',
    MIRROR_GIT_TOKEN: 'glpat-5ad1c0ffee5ad1',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-K7MDENG',
  }

  test('stand on no command line, which every user of a machine sees, and in nothing that is said', async () => {
    mkdirSync(place.at('bin'))
    const log = place.at('typed')
    for (const name of ['git', 'rsync', 'rclone', 'ssh']) {
      const path = place.at(`bin/${name}`)
      writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>'${log}'\nexec ${program(name)} "$@"\n`, {
        mode: 0o755,
      })
    }
    for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value)
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'OURKEY')
    vi.stubEnv('PATH', `${place.at('bin')}${delimiter}${process.env['PATH']}`)
    // Nothing listens at port 1.
    const places = [
      'rsync:nobody@127.0.0.1:/srv/www?port=1',
      's3://acme?endpoint=http://127.0.0.1:1',
      'git:http://127.0.0.1:1/acme.git#pages',
    ]
    const done = await copyToAll(await placesFrom(places, root), join(root, 'dist'), root, now)
    expect(done.map(({ ok }) => ok)).toEqual([false, false, false])
    const typed = filesIn(place.at('.'))['typed']!
    for (const name of ['git', 'rsync', 'rclone', 'ssh']) expect(typed).toContain(`${name} `)
    const basic = Buffer.from(`x-access-token:${secrets.MIRROR_GIT_TOKEN}`).toString('base64')
    for (const value of [...Object.values(secrets), basic, 'c2VjcmV0LW9mLXRoZS1ob3N0']) {
      expect(typed).not.toContain(value)
      expect(JSON.stringify(done)).not.toContain(value)
    }
  })
})
