import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { digestOf } from '../../src/checks/withdrawn.ts'
import { publish } from '../../src/git/publish.ts'
import { parseInstant } from '../../src/time/instant.ts'
import { checksIn, type Ground, git, header, makeGround, pathsOn, published, row, runsIn, write } from './clone.ts'

const now = parseInstant('2026-11-21T10:05:00Z')!
const subject = '20 of 20 up'
const onBranch = { results: { branch: 'status-data', keep: 90 * 86_400 } }
const onMain = { results: { branch: 'main', keep: 90 * 86_400 } }
const today = '2026-11-21.csv'
const rows = (...runs: string[]) => header + runs.map((run, at) => row(`2026-11-21T10:0${at}:00Z`, run)).join('')

let ground: Ground
beforeEach(() => {
  // Nobody's own git settings.
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround()
})
afterEach(() => ground.remove())

describe('a data branch', () => {
  test('is made on the first publish, with a history and a README of its own', async () => {
    const root = ground.clone('a')
    write(root, { [`checks/${today}`]: rows('1.1'), 'checks/FORMAT': '1\n' })
    const done = await publish(root, onBranch, { now, subject })
    expect(done).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{40}$/), tries: 1, branch: 'status-data' })
    expect(pathsOn(ground, 'status-data')).toEqual(['README.md', `checks/${today}`, 'checks/FORMAT'].sort())
    expect(published(ground, 'status-data', 'README.md')).toContain('./candor publish')
    expect(git(root, 'log', '--format=%s|%an|%at', done.commit!)).toBe(`${subject}|Candor|${now}\n`)
    expect(pathsOn(ground, 'main')).toEqual(['README.md', 'components.yml'])
  })

  test('gets no commit when it has everything', async () => {
    const root = ground.clone('a')
    write(root, { [`checks/${today}`]: rows('1.1') })
    await publish(root, onBranch, { now, subject })
    expect(await publish(root, onBranch, { now, subject })).toMatchObject({
      commit: null,
      tries: 1,
      branch: 'status-data',
    })
  })

  test('is not made for an empty checks/', async () => {
    const root = ground.clone('a')
    expect(await publish(root, onBranch, { now, subject })).toMatchObject({ commit: null })
    expect(() => pathsOn(ground, 'status-data')).toThrow()
  })

  test('gets rows of two writers, and both learn of them', async () => {
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    write(a, { [`checks/${today}`]: rows('1.1') })
    write(b, { [`checks/${today}`]: rows('2.1') })
    await publish(a, onBranch, { now, subject })
    await publish(b, onBranch, { now, subject })
    expect(runsIn(published(ground, 'status-data', `checks/${today}`)!)).toEqual(['1.1', '2.1'])
    expect(runsIn(checksIn(b)[today]!)).toEqual(['1.1', '2.1'])
  })

  test('may be squashed in between', async () => {
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    write(a, { [`checks/${today}`]: rows('1.1') })
    await publish(a, onBranch, { now, subject })
    git(b, 'fetch', '--quiet', 'origin', 'status-data')
    const squashed = git(b, 'commit-tree', '-m', 'Squash', 'FETCH_HEAD^{tree}').trim()
    git(b, 'push', '--quiet', '--force', 'origin', `${squashed}:refs/heads/status-data`)
    write(a, { [`checks/${today}`]: rows('1.1', '3.1') })
    const done = await publish(a, onBranch, { now, subject })
    expect(git(a, 'rev-parse', `${done.commit}^`).trim()).toBe(squashed)
    expect(runsIn(published(ground, 'status-data', `checks/${today}`)!)).toEqual(['1.1', '3.1'])
  })

  test('is made anew when somebody removed it', async () => {
    const root = ground.clone('a')
    write(root, { [`checks/${today}`]: rows('1.1') })
    await publish(root, onBranch, { now, subject })
    git(root, 'push', '--quiet', 'origin', ':status-data')
    await publish(root, onBranch, { now, subject })
    expect(runsIn(published(ground, 'status-data', `checks/${today}`)!)).toEqual(['1.1'])
  })
})

describe('main as the home of results', () => {
  test('gets checks/ and keeps everything else, also what a person pushed meanwhile', async () => {
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    write(a, { [`checks/${today}`]: rows('1.1') })
    write(b, { 'incidents/api.md': '# API is down\n' })
    git(b, 'add', '-A')
    git(b, 'commit', '--quiet', '-m', 'Tell of it')
    git(b, 'push', '--quiet', 'origin', 'main')
    await publish(a, onMain, { now, subject })
    expect(pathsOn(ground, 'main')).toEqual(['README.md', `checks/${today}`, 'components.yml', 'incidents/api.md'])
    expect(published(ground, 'main', 'README.md')).toBe('# Page\n')
  })

  test('must be there', async () => {
    const root = ground.clone('a')
    write(root, { [`checks/${today}`]: rows('1.1') })
    git(root, 'push', '--quiet', 'origin', ':main', 'HEAD:other')
    await expect(publish(root, onMain, { now, subject })).rejects.toThrow(/has no branch `main`/)
  })
})

describe('the clone', () => {
  const options = {
    whole: [],
    shallow: ['--depth=1'],
    'shallow, blobless and sparse': ['--depth=1', '--filter=blob:none', '--sparse'],
  }
  for (const [kind, flags] of Object.entries(options)) {
    for (const config of [onBranch, onMain]) {
      const { branch } = config.results
      test(`${kind}: HEAD, index and files stay as they are, byte for byte (${branch})`, async () => {
        const other = ground.clone('other')
        write(other, { [`checks/${today}`]: rows('9.1'), 'checks/ledger.csv': 'date,sha256,end_mark\n' })
        await publish(other, config, { now, subject })
        const root = ground.clone('a', ...flags)
        write(root, { [`checks/${today}`]: rows('1.1'), 'staged.txt': 'staged\n' })
        git(root, 'add', '--sparse', 'staged.txt')
        write(root, { 'staged.txt': 'changed again\n', 'new.txt': 'new\n' })
        const before = stateOf(root)
        await publish(root, config, { now, subject })
        expect(stateOf(root)).toEqual(before)
        expect(runsIn(published(ground, branch, `checks/${today}`)!)).toEqual(['1.1', '9.1'])
        expect(git(root, 'rev-parse', '--is-shallow-repository').trim()).toBe(String(flags.length > 0))
      })
    }
  }

  test('without its files downloads only those that differ', async () => {
    const other = ground.clone('other')
    write(other, {
      [`checks/${today}`]: rows('9.1'),
      'checks/2026-11-20.csv': header + row('2026-11-20T10:00:00Z', '8.1'),
    })
    await publish(other, onBranch, { now, subject })
    const root = ground.clone('a', '--depth=1', '--filter=blob:none', '--sparse', '--single-branch')
    write(root, { [`checks/${today}`]: rows('1.1') })
    const { commit } = await publish(root, onBranch, { now, subject })
    const missing = git(root, 'rev-list', '--objects', '--missing=print', '--no-walk', commit!)
    const untouched = git(root, 'rev-parse', `${commit}:checks/2026-11-20.csv`).trim()
    expect(missing).toContain(`?${untouched}`)
  })

  test('takes a page in a folder of its own', async () => {
    const root = join(ground.clone('a'), 'status')
    write(root, { [`checks/${today}`]: rows('1.1') })
    await publish(root, onBranch, { now, subject })
    expect(pathsOn(ground, 'status-data')).toEqual(['README.md', `status/checks/${today}`])
  })
})

describe('the author', () => {
  test('is the person of the clone, if it has one', async () => {
    const root = ground.clone('a')
    git(root, 'config', 'user.name', 'Grace')
    git(root, 'config', 'user.email', 'grace@example.com')
    write(root, { [`checks/${today}`]: rows('1.1') })
    const { commit } = await publish(root, onBranch, { now, subject })
    expect(git(root, 'log', '--format=%an %ce', commit!)).toBe('Grace grace@example.com\n')
  })
})

describe('closing a day', () => {
  const yesterday = '2026-11-20.csv'
  const row1 = row('2026-11-20T10:00:00Z', '1.1')
  const row2 = row('2026-11-20T10:01:00Z', '2.1')
  const closedFrom = (text: string) => `date,sha256,end_mark\n2026-11-20,${digestOf(text)},.\n`
  const spans = (component: string) =>
    `component,start,end,verdict,class,detail,end_mark\n${component},2026-11-20T10:00:00Z,2026-11-20T10:05:00Z,down,timeout,,.\n`

  test('is taken back when the others had rows of it that we had not seen', async () => {
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    write(a, { [`checks/${yesterday}`]: header + row1 })
    await publish(a, onBranch, { now, subject })
    const mine = header + row2
    write(b, {
      [`checks/${yesterday}`]: mine,
      'checks/ledger.csv': closedFrom(mine),
      'checks/spans-2026.csv': spans('api'),
    })
    await publish(b, onBranch, { now, subject })
    expect(runsIn(published(ground, 'status-data', `checks/${yesterday}`)!)).toEqual(['1.1', '2.1'])
    expect(published(ground, 'status-data', 'checks/ledger.csv')).toBe('date,sha256,end_mark\n')
    expect(published(ground, 'status-data', 'checks/spans-2026.csv')).not.toContain('api')
    expect(checksIn(b)['ledger.csv']).toBe('date,sha256,end_mark\n')
  })

  test('happens once: what others closed stays as they closed it', async () => {
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    const [first, second] = [header + row1, header + row1 + row2]
    write(a, { [`checks/${yesterday}`]: first, 'checks/ledger.csv': closedFrom(first) })
    await publish(a, onBranch, { now, subject })
    write(b, {
      [`checks/${yesterday}`]: second,
      'checks/ledger.csv': closedFrom(second),
      'checks/spans-2026.csv': spans('api'),
    })
    await publish(b, onBranch, { now, subject })
    expect(published(ground, 'status-data', 'checks/ledger.csv')).toBe(closedFrom(first))
    expect(published(ground, 'status-data', `checks/${yesterday}`)).toBe(first)
    expect(published(ground, 'status-data', 'checks/spans-2026.csv')).not.toContain('api')
  })
})

describe('what is published', () => {
  test('never has a torn line, a link or a foreign file of checks/', async () => {
    const root = ground.clone('a')
    write(root, {
      [`checks/${today}`]: `${rows('1.1')}2026-11-21T10:04:00Z,2.1,18`,
      'checks/notes.txt': 'mine',
      'checks/README.md': '# Results\n',
    })
    await publish(root, onBranch, { now, subject })
    expect(pathsOn(ground, 'status-data')).toEqual(['README.md', `checks/${today}`])
    expect(published(ground, 'status-data', `checks/${today}`)).toBe(rows('1.1'))
  })

  test('keeps a row that a running check appends meanwhile', async () => {
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    write(b, { [`checks/${today}`]: rows('2.1') })
    await publish(b, onBranch, { now, subject })
    write(a, { [`checks/${today}`]: rows('1.1') })
    const running = publish(a, onBranch, { now, subject })
    await new Promise(setImmediate)
    writeFileSync(join(a, 'checks', today), rows('1.1', '1.1.r2'))
    await running
    expect(runsIn(checksIn(a)[today]!)).toEqual(['1.1', '1.1.r2', '2.1'])
  })

  test('loses a day file once its time is over, also when an old copy still has it', async () => {
    const old = `${header}${row('2026-08-01T10:00:00Z', '5.1')}`
    const ledger = `date,sha256,end_mark\n2026-08-01,${digestOf(old)},.\n`
    const [a, b] = [ground.clone('a'), ground.clone('b')]
    write(a, { 'checks/2026-08-01.csv': old, [`checks/${today}`]: rows('1.1') })
    await publish(a, onBranch, { now, subject })
    write(b, { 'checks/2026-08-01.csv': old, 'checks/ledger.csv': ledger })
    await publish(b, { results: { branch: 'status-data', keep: 1000 * 86_400 } }, { now, subject })
    expect(pathsOn(ground, 'status-data')).toContain('checks/2026-08-01.csv')
    await publish(b, onBranch, { now, subject })
    expect(pathsOn(ground, 'status-data')).not.toContain('checks/2026-08-01.csv')
    write(a, { [`checks/${today}`]: rows('1.1', '2.1') })
    await publish(a, onBranch, { now, subject })
    expect(pathsOn(ground, 'status-data')).not.toContain('checks/2026-08-01.csv')
    expect(Object.keys(checksIn(a))).not.toContain('2026-08-01.csv')
  })
})

function stateOf(root: string): unknown {
  const bytes = (path: string) => readFileSync(join(root, path)).toString('latin1')
  return {
    head: bytes('.git/HEAD'),
    tip: git(root, 'rev-parse', 'HEAD'),
    index: bytes('.git/index'),
    indexTime: statSync(join(root, '.git/index')).mtimeMs,
    config: bytes('.git/config'),
    branches: git(root, 'for-each-ref', 'refs/heads', '--format=%(refname) %(objectname)'),
    files: ['staged.txt', 'new.txt', 'README.md', 'components.yml'].map(bytes),
  }
}
