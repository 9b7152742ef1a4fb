import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const main = new URL('../../src/main.ts', import.meta.url).pathname
let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candor-validate-'))
  await mkdir(join(root, 'incidents'))
  await writeFile(
    join(root, 'components.yml'),
    'candor: 1\nsite: { name: Acme, url: https://status.example, timezone: Europe/Berlin }\ncomponents:\n  - { id: api, name: API }\n  - { id: web, name: Web }\n',
  )
})

afterEach(() => rm(root, { recursive: true, force: true }))

function candor(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words, '--root', root], { cwd: root }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

/** Ten minutes after the words of the posts below: nothing of them is overdue. */
const validate = (...words: string[]) => candor('validate', '--now', '2026-11-21T10:10:00Z', ...words)
const post = (name: string, text: string) => writeFile(join(root, 'incidents', `${name}.md`), text)
const good = '# Slow\n\n## Investigating · 2026-11-21 10:00 UTC {api=degraded}\n\nWe look.\n'
const bad = '# Slow\n\n## Investigatng · 2026-11-21 10:00 UTC {apii=degraded}\n\nWe look.\n'

describe('validate', () => {
  test('says in one line that all is well', async () => {
    await post('a', good)
    expect(await validate()).toEqual({ code: 0, out: 'All is well: 2 components, 1 incident.\n', err: '' })
  })

  test('names each mistake with its place and the corrected line, and exits with 1', async () => {
    await post('a', good)
    await post('b', bad)
    const { code, out, err } = await validate()
    expect(code).toBe(1)
    expect(out).toBe(`incidents/b.md:3:4: \`Investigatng\` is no incident status.
  Expected Investigating, Identified, Monitoring, Resolved or Postmortem, as in:
    ## Investigating · 2026-11-21 10:00 UTC {apii=degraded}
incidents/b.md:3:41: \`apii\` is no component.
  Did you mean \`api\`?
    ## Investigatng · 2026-11-21 10:00 UTC {api=degraded}
`)
    expect(err).toBe('2 mistakes in 1 file.\n')
  })

  test('as annotations for GitHub and as JSON for programs', async () => {
    await post('b', bad)
    const github = await validate('--format', 'github')
    expect(github.code).toBe(1)
    expect(github.out).toMatch(/^::error file=incidents\/b\.md,line=3,col=4::`Investigatng` is no incident status\.%0A/)
    const { code, out } = await validate('--format', 'json')
    expect(code).toBe(1)
    expect(JSON.parse(out).problems[1]).toEqual({
      file: 'incidents/b.md',
      line: 3,
      column: 41,
      severity: 'error',
      message: '`apii` is no component.',
      hint: 'Did you mean `api`?\n  ## Investigatng · 2026-11-21 10:00 UTC {api=degraded}',
      fix: { line: 3, text: '## Investigatng · 2026-11-21 10:00 UTC {api=degraded}' },
    })
  })

  test('gives advice that fails nothing, in every format', async () => {
    await post('a', good)
    const late = ['--now', '2026-11-21T11:15:00Z']
    expect(await candor('validate', ...late)).toEqual({
      code: 0,
      err: '',
      out: `incidents/a.md:3:1: warning: "Slow" is open, and the last word on it was 1 h 15 min ago.
  Say where it stands, even if nothing is new:
    ./candor update a --next 30m --message "..."
No mistakes: 2 components, 1 incident.
`,
    })
    const github = await candor('validate', '--format', 'github', ...late)
    expect(github.code).toBe(0)
    expect(github.out).toMatch(/^::warning file=incidents\/a\.md,line=3,col=1::"Slow" is open/)
    const { code, out } = await candor('validate', '--format', 'json', ...late)
    expect([code, JSON.parse(out).problems[0].severity]).toEqual([0, 'warning'])
  })

  test('looks only at the files it is given', async () => {
    await post('a', good)
    await post('b', bad)
    expect((await validate('incidents/a.md')).out).toBe('All is well: 1 incident.\n')
    expect((await validate('incidents/c.md')).code).toBe(2)
    expect((await validate('../evil.md')).code).toBe(2)
  })

  test('with a broken components.yml still tells the mistakes of incidents, but none about components', async () => {
    await writeFile(join(root, 'components.yml'), 'candor: 1\nsite: 5\n')
    await post('b', bad)
    const { code, out } = await validate()
    expect(code).toBe(1)
    expect(out).toMatch(/^components\.yml:2:/m)
    expect(out).toContain('Investigatng')
    expect(out).not.toContain('is no component.')
  })
})

describe('new, update and resolve', () => {
  const now = (time: string) => ['--now', `2026-11-21T${time}Z`]

  test('write an incident from its first word to its postmortem', async () => {
    const made = await candor(
      'new',
      'incident',
      '--title',
      'API: "down"',
      '--component',
      'api=major',
      '--message',
      'We look.',
      '--next',
      '30m',
      ...now('10:02:33'),
    )
    expect(made).toMatchObject({ code: 0, out: 'incidents/2026-11-21-api-down.md\n' })
    expect(made.err).toContain(
      "git add incidents/2026-11-21-api-down.md && git commit -m 'Report 2026-11-21-api-down' && git push",
    )
    expect(
      (
        await candor(
          'update',
          '2026-11',
          '--status',
          'monitoring',
          '--component',
          'api=ok',
          '--message',
          'Better.',
          '--quiet',
          ...now('10:20:00'),
        )
      ).code,
    ).toBe(0)
    expect((await candor('resolve', 'incidents/2026-11-21-api-down.md', ...now('10:41:00'))).code).toBe(0)
    expect((await candor('new', 'postmortem', '2026', '--message', 'A bad deploy.', ...now('10:41:30'))).code).toBe(0)
    expect(await readFile(join(root, 'incidents', '2026-11-21-api-down.md'), 'utf8')).toBe(`---
title: 'API: "down"'
components:
  api: major_outage
---

## Investigating · 2026-11-21 11:02 +01:00 {next=30m}

We look.

## Monitoring · 2026-11-21 11:20 +01:00 {api=operational quiet}

Better.

## Resolved · 2026-11-21 11:41 +01:00

## Postmortem · 2026-11-21 11:41 +01:00

A bad deploy.
`)
    expect((await validate()).code).toBe(0)
    expect((await candor('resolve', '2026')).err).toContain('is resolved already')
  })

  test('never overwrite: the next free name is taken, or a chosen one refused', async () => {
    const words = ['new', 'notice', '--title', 'Hello', '--message', 'x', ...now('10:00:00')]
    expect((await candor(...words)).out).toBe('incidents/2026-11-21-hello.md\n')
    expect((await candor(...words)).out).toBe('incidents/2026-11-21-hello-2.md\n')
    const again = await candor(...words, '--id', '2026-11-21-hello')
    expect(again).toMatchObject({ code: 3, out: '' })
    expect(again.err).toContain('is there already; nothing was written')
    expect((await readdir(join(root, 'incidents'))).sort()).toEqual(['2026-11-21-hello-2.md', '2026-11-21-hello.md'])
  })

  test('write a maintenance that repeats', async () => {
    const { code, out } = await candor(
      'new',
      'maintenance',
      '--title',
      'データベースの更新',
      '--component',
      'api',
      '--start',
      '2026-11-28 02:00',
      '--end',
      '2026-11-28 04:00',
      '--repeat',
      'FREQ=WEEKLY',
      '--message',
      'We upgrade.',
      ...now('10:00:00'),
    )
    expect({ code, out }).toEqual({ code: 0, out: 'incidents/2026-11-28-maintenance-2igl.md\n' })
    expect((await candor('resolve', '2026-11-28-maintenance-2igl-20261205', ...now('11:00:00'))).code).toBe(0)
    expect(await readFile(join(root, 'incidents', '2026-11-28-maintenance-2igl.md'), 'utf8')).toContain(
      '## Completed · 2026-11-21 12:00 +01:00',
    )
  })

  test.each([
    [['new', 'incident'], '--title is missing.'],
    [
      ['new', 'incident', '--title', 'x', '--component', 'apii=major', '--message', 'x'],
      'Did you mean --component api=major?',
    ],
    [
      ['new', 'incident', '--title', 'x', '--component', 'api', '--message', 'x'],
      'as in: --component api=partial_outage',
    ],
    [['new', 'incident', '--title', 'x', '--message', 'x', '--status', 'resolvd'], 'Did you mean --status resolved?'],
    [['new', 'incident', '--title', 'x', '--message', 'x', '--next', 'soon'], '--next: `soon` is no time.'],
    [['new', 'incident', '--title', 'x', '--message', 'x', '--id', '../x'], 'makes a bad address'],
    [
      ['new', 'maintenance', '--title', 'x', '--start', '2026-03-29 02:30', '--end', '2026-03-29 04:00'],
      'did not happen',
    ],
    [
      ['new', 'maintenance', '--title', 'x', '--start', '2026-03-28 02:30', '--end', '2026-03-28 01:00'],
      'ends before it starts',
    ],
    [['new', 'thing'], 'Expected new incident, new maintenance, new notice or new postmortem ID'],
    [['update', 'nothing', '--message', 'x'], 'there is no post `nothing`'],
  ])('say what is wrong and write nothing: %j', async (words, sentence) => {
    const { code, out, err } = await candor(...words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
    expect(await readdir(join(root, 'incidents'))).toEqual([])
  })

  test('find an incident by any part of its name, and name those that are open when none is given', async () => {
    await post('2026-11-21-api-slow', good)
    await post('2026-11-20-web-slow', good.replaceAll('api', 'web'))
    await post('2026-11-19-over', `${good}\n## Resolved · 2026-11-21 10:05 UTC\n`)
    const now = ['--now', '2026-11-21T10:10:30Z']
    expect(await candor('update', 'api', '--message', 'Found it.', '--status', 'identified', ...now)).toMatchObject({
      code: 0,
      out: 'incidents/2026-11-21-api-slow.md\n',
    })
    const many = await candor('update', 'slow', '--message', 'x', ...now)
    expect([many.code, many.err]).toEqual([
      2,
      'candor: `slow` could be each of 2 posts.\n  Expected more of one of:\n    2026-11-20-web-slow\n    2026-11-21-api-slow\n',
    ])
    const none = await candor('resolve', ...now)
    expect([none.code, none.err]).toEqual([
      2,
      'candor: which one?\n  Expected a part of its name, as in: ./candor resolve api; there are:\n    2026-11-21-api-slow\n    2026-11-20-web-slow\n',
    ])
  })

  test('open again what was resolved in the same minute', async () => {
    await post('a', good)
    const now = ['--now', '2026-11-21T10:41:05Z']
    await candor('resolve', 'a', ...now)
    await candor('update', 'a', '--status', 'investigating', '--message', 'No, it is not.', ...now)
    const written = await readFile(join(root, 'incidents', 'a.md'), 'utf8')
    expect(written).toContain('## Resolved · 2026-11-21 11:41 +01:00\n')
    expect(written).toContain('## Investigating · 2026-11-21 11:41:05 +01:00\n')
  })

  test('leave a file in another encoding as it is', async () => {
    const bytes = Buffer.from(good.replace('Slow', 'St\u00f6rung').replace('·', '-'), 'latin1')
    await writeFile(join(root, 'incidents', 'a.md'), bytes)
    const { code, err } = await candor('resolve', 'a')
    expect([code, err]).toEqual([
      3,
      'candor: incidents/a.md is not saved in UTF-8; nothing was written.\n  Save it as UTF-8 first, else its letters would be spoilt\n',
    ])
    expect((await readFile(join(root, 'incidents', 'a.md'))).equals(bytes)).toBe(true)
  })

  test('say that a maintenance which has not begun is called off', async () => {
    await post(
      'up',
      '---\ntitle: Up\nmaintenance: { start: 2026-11-28 02:00 UTC, end: 2026-11-28 04:00 UTC }\n---\n\n## Scheduled · 2026-11-21 10:00 UTC\n',
    )
    const { code, err } = await candor('resolve', 'up', '--now', '2026-11-22T10:00:00Z')
    expect(code).toBe(0)
    expect(err).toContain('It has not begun: this calls off 2026-11-28 03:00 +01:00.\n')
  })
})
