import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { parseCell } from '../../src/checks/cell.ts'
import { readDayFile, resultColumns } from '../../src/checks/day-file.ts'
import { answer, closeAll, onRequest, serve } from '../probe/support/servers.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

afterAll(closeAll)

test('three shards that publish at one time lose no row, and together probe each component once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candor-shards-'))
  const remote = join(folder, 'remote.git')
  const ids = Array.from({ length: 9 }, (_, i) => `c${i}`)
  const quiet = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '1' }
  try {
    const server = await serve(onRequest((socket) => socket.write(answer(200))))
    const git = (root: string, ...words: string[]) => run('git', words, { cwd: root, env: quiet })
    await run('git', ['init', '--quiet', '--bare', remote])
    const first = join(folder, 'first')
    await run('git', ['init', '--quiet', '--initial-branch', 'main', first])
    await writeFile(join(first, '.gitignore'), 'checks/\n')
    await writeFile(
      join(first, 'components.yml'),
      `candor: 1
site: { name: Test, url: https://status.example }
defaults: { allow_private: true }
components:
${ids.map((id) => `  - { id: ${id}, name: C, check: { type: http, url: "${server.url}" } }`).join('\n')}
`,
    )
    await git(first, 'add', '.')
    await git(first, '-c', 'user.name=T', '-c', 'user.email=t@example.test', 'commit', '--quiet', '-m', 'Begin')
    await git(first, 'push', '--quiet', remote, 'main')
    await git(first, '--git-dir', remote, 'symbolic-ref', 'HEAD', 'refs/heads/main')

    // A matrix: each job in a clone of its own, all with one run id.
    await Promise.all(
      [1, 2, 3].map(async (index) => {
        const root = join(folder, `job${index}`)
        await run('git', ['clone', '--quiet', remote, root], { env: quiet })
        const words = ['check', '--publish', '--no-watch', '--shard', `${index}/3`, '--root', root]
        await run(process.execPath, [main, ...words], { env: quiet })
      }),
    )
    const { stdout: names } = await git(first, '--git-dir', remote, 'ls-tree', '-r', '--name-only', 'status-data')
    const days = names.split('\n').filter((name) => /^checks\/\d{4}-\d\d-\d\d\.csv$/.test(name))
    const texts = await Promise.all(
      days.map(async (name) => (await git(first, '--git-dir', remote, 'show', `status-data:${name}`)).stdout),
    )
    const rows = texts.flatMap(readDayFile)
    expect(rows.map((row) => row.run).sort()).toEqual(['77.1.s1', '77.1.s2', '77.1.s3'])
    const probed = rows.flatMap(({ columns, cells }) =>
      resultColumns(columns)
        .filter(({ at }) => parseCell(cells[at]!) !== null)
        .map(({ name }) => name),
    )
    expect(probed.sort()).toEqual(ids)
    // One header a file: all shards write every column.
    for (const text of texts) expect(text.match(/^time,run,/gm)).toHaveLength(1)
  } finally {
    await rm(folder, { recursive: true })
  }
}, 120_000)
