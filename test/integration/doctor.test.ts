import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import { header, row, write } from '../git/clone.ts'

const root = mkdtempSync(join(tmpdir(), 'candor-doctor-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const components = `candor: 1
site: { name: Acme, url: "https://status.acme.example" }
components:
  - { id: api, name: API, check: { type: http, url: "https://acme.example/" } }
`

function doctor(now: string, ...words: string[]) {
  const args = ['src/main.ts', 'doctor', '--root', root, '--now', now, ...words]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { status, stdout }
}

/** Rounds of a day, each `every` minutes. */
const roundsOf = (date: string, every: number) =>
  Array.from({ length: Math.floor(1440 / every) }, (_, index) => {
    const minutes = index * every
    const time = `${date}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00Z`
    return row(time, `${index}.1`)
  }).join('')

test('doctor holds the promised against the real beat: one line, one link, exit 1 for a problem', () => {
  write(root, { 'components.yml': components, 'checks/2026-11-20.csv': header + roundsOf('2026-11-20', 5) })
  const good = doctor('2026-11-20T23:56:00Z')
  expect(good.stdout).toBe(
    'ok       Promised every 5 min, checks came mostly 5 min apart; the longest gap in 24 hours was 5 min.\nNothing is missing.\n',
  )
  expect(good.status).toBe(0)

  write(root, { 'checks/2026-11-20.csv': header + roundsOf('2026-11-20', 45) })
  const slow = doctor('2026-11-20T23:56:00Z')
  expect(slow.status).toBe(1)
  expect(slow.stdout.split('\n').slice(0, 2)).toEqual([
    'PROBLEM  Promised every 5 min, checks came mostly 45 min apart; the longest gap in 24 hours was 45 min.',
    '         What to do: docs/steady-beat.md',
  ])

  const { status, stdout } = doctor('2026-11-21T09:00:00Z', '--json')
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    checks: [
      {
        id: 'beat',
        ok: false,
        message: expect.stringMatching(/^Nothing has been checked for 9 h/),
        help: 'docs/steady-beat.md',
      },
    ],
  })
})
