import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { answer, closeAll, onRequest, serve } from '../probe/support/servers.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

afterAll(closeAll)

test('check --publish brings its row to the results branch and leaves the checkout alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candor-check-publish-'))
  const root = join(folder, 'page')
  const git = async (...words: string[]) => (await run('git', words, { cwd: root })).stdout
  try {
    const server = await serve(onRequest((socket) => socket.write(answer(200))))
    await run('git', ['init', '--quiet', '--bare', join(folder, 'remote.git')])
    await run('git', ['init', '--quiet', '--initial-branch', 'main', root])
    await writeFile(join(root, '.gitignore'), 'checks/\n')
    await writeFile(
      join(root, 'components.yml'),
      `candor: 1
site: { name: Test, url: https://status.example }
components:
  - { id: api, name: API, check: { type: http, url: "${server.url}", allow_private: true } }
`,
    )
    await git('add', '.')
    await git('-c', 'user.name=T', '-c', 'user.email=t@example.test', 'commit', '--quiet', '-m', 'Begin')
    await git('remote', 'add', 'origin', join(folder, 'remote.git'))
    const head = await git('rev-parse', 'HEAD')

    const { stdout } = await run(process.execPath, [main, 'check', '--publish', '--root', root])
    expect(stdout).toMatch(/1 probed: 1 up/)
    const names = await run('git', [
      '--git-dir',
      join(folder, 'remote.git'),
      'ls-tree',
      '-r',
      '--name-only',
      'status-data',
    ])
    expect(names.stdout).toMatch(/checks\/\d{4}-\d\d-\d\d\.csv/)
    const log = await run('git', ['--git-dir', join(folder, 'remote.git'), 'log', '--format=%s', 'status-data'])
    expect(log.stdout).toBe('api up\n')
    expect(await git('rev-parse', 'HEAD')).toBe(head)
    expect(await git('status', '--short')).toBe('')
    await server.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a remote that never answers holds up no beat, and its rows are kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candor-check-publish-'))
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const server = await serve(onRequest((socket) => socket.write(answer(200))))
  let child: ChildProcess | undefined
  try {
    const git = (...words: string[]) => run('git', words, { cwd: folder })
    await writeFile(
      join(folder, 'components.yml'),
      `candor: 1
site: { name: Test, url: https://status.example }
defaults: { interval: 1s }
components:
  - { id: api, name: API, check: { type: http, url: "${server.url}", allow_private: true } }
`,
    )
    await git('init', '--quiet', '--initial-branch', 'main')
    const { port } = silent.address() as AddressInfo
    await git('remote', 'add', 'origin', `git://127.0.0.1:${port}/status.git`)
    const asked = once(silent, 'connection')
    child = spawn(process.execPath, [main, 'check', '--publish', '--every', '1s', '--root', folder])
    let out = ''
    const fourth = new Promise<void>((resolve) => {
      child!.stdout!.on('data', (part) => {
        out += part
        if (out.split('1 probed: 1 up').length > 4) resolve()
      })
    })
    await asked
    await fourth
    // git still waits for the first publish; the rows of the rounds since are here.
    const [name] = (await readdir(join(folder, 'checks'))).filter((file) => /^\d{4}-.*\.csv$/.test(file))
    const rows = (await readFile(join(folder, 'checks', name!), 'utf8')).match(/\.r\d+,/g)
    expect(rows!.slice(0, 4)).toEqual(['.r1,', '.r2,', '.r3,', '.r4,'])
  } finally {
    if (child !== undefined) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    silent.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 30_000)
