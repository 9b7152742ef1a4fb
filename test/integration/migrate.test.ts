import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadSnapshot } from '../../src/page/load.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { type Ground, git, header, makeGround, pathsOn, row, write } from '../git/clone.ts'

vi.setConfig({ testTimeout: 120_000 })

const components = `# Watched by the platform team
candor: 1
site: { name: Acme Status, url: https://status.acme.example }   # with its name
components:
  - id: api        # the one that pays the bills
    name: API
    check: { type: http, url: "https://api.acme.example/" }
results:
  # Ninety days, as legal wants it
  keep: 90d
`
const main = join(import.meta.dirname, '../../src/main.ts')
const at = '2026-11-21T10:05:00Z'
const now = parseInstant(at)!
const days = {
  'checks/2026-11-19.csv': `${header}${row('2026-11-19T10:00:00Z', '1.1')}2026-11-19T10:05:00Z,2.1,12 refused,.\n${row('2026-11-19T10:10:00Z', '3.1')}`,
  'checks/2026-11-21.csv': `${header}${row('2026-11-21T10:00:00Z', '8.1')}2026-11-21T10:04:00Z,9.1,10012 timeout,.\n`,
}

let ground: Ground
let root: string
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround({ 'components.yml': components, '.gitignore': 'checks/*\n!checks/README.md\n' })
  root = ground.clone('a')
})
afterEach(() => ground.remove())

async function candor(...words: string[]) {
  const run = promisify(execFile)(process.execPath, [main, ...words, '--root', root, '--now', at])
  return await run.then(
    ({ stdout }) => ({ code: 0, words: stdout }),
    ({ code, stderr }) => ({ code: Number(code), words: String(stderr) }),
  )
}

/** Everything the site and its API are made of, and the figures, as a fresh clone has them. */
async function everythingSaid(name: string): Promise<unknown> {
  root = ground.clone(name)
  await candor('pull')
  const { config, ...snapshot } = await loadSnapshot(root, now)
  return [
    snapshot,
    { ...config, results: null },
    (await candor('uptime', '--json')).words,
    (await candor('outages', '--json')).words,
  ]
}

function commitAndPush(): void {
  git(root, 'add', 'components.yml')
  git(root, 'commit', '--quiet', '-m', 'Keep results elsewhere')
  git(root, 'pull', '--quiet', '--rebase')
  git(root, 'push', '--quiet', 'origin', 'HEAD:main')
}

test('to main and back, by one command each: site, figures and files are the same before, between and after', async () => {
  write(root, days)
  await candor('publish')
  const before = await everythingSaid('before')
  const files = pathsOn(ground, 'status-data').filter((path) => path.startsWith('checks/'))

  const there = await candor('migrate', '--results', 'main')
  expect(there.words).toContain(`Moved ${files.length} files of checks/ from status-data to main.`)
  expect(there.words).toContain('git add components.yml')
  // Moved, and not yet committed: the old home leads to the new one.
  expect(await everythingSaid('between')).toEqual(before)
  root = join(ground.folder, 'before')
  expect(readFileSync(join(root, 'components.yml'), 'utf8')).toBe(
    components.replace('  keep: 90d', '  branch: main\n  keep: 90d'),
  )
  commitAndPush()
  expect(await everythingSaid('on-main')).toEqual(before)
  expect(pathsOn(ground, 'main').filter((path) => path.startsWith('checks/'))).toEqual(files)

  const back = await candor('migrate', '--results', 'status-data')
  expect(back.words).toContain(`Moved ${files.length} files of checks/ from main to status-data.`)
  commitAndPush()
  expect(await everythingSaid('back')).toEqual(before)
  expect(pathsOn(ground, 'status-data').filter((path) => path.startsWith('checks/'))).toEqual(files)
  expect(pathsOn(ground, 'main').filter((path) => path.startsWith('checks/'))).toEqual(['checks/MOVED'])
})

test('a branch that cannot be one, a broken components.yml: nothing is moved', async () => {
  write(root, days)
  await candor('publish')
  for (const name of ['-x', 'a..b', 'a b']) {
    expect(await candor('migrate', `--results=${name}`)).toEqual({
      code: 2,
      words: expect.stringContaining('cannot be written into components.yml; nothing was changed'),
    })
  }
  write(root, { 'components.yml': components.replace('candor: 1', 'candour: 1') })
  const broken = await candor('migrate', '--results', 'main')
  expect([broken.code, broken.words]).toEqual([1, expect.stringContaining('mend them first, nothing was changed')])
  expect(pathsOn(ground, 'main')).not.toContain('checks/2026-11-21.csv')
})

test('migrate alone says that the format is the newest; of a newer one it says what to do', async () => {
  write(root, days)
  await candor('publish')
  expect((await candor('migrate')).words).toBe('checks/ is of format 1, the newest. Nothing to do.\n')
  write(root, { 'checks/FORMAT': '2\n' })
  const newer = await candor('migrate')
  expect([newer.code, newer.words]).toEqual([3, expect.stringMatching(/FORMAT is 2, newer than[\s\S]*Update Candor/)])
})
