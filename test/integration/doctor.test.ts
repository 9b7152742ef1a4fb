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
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GITHUB_')))
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  return { status, stdout }
}

/** Rounds of a day, each `every` minutes. */
const roundsOf = (date: string, every: number) =>
  Array.from({ length: Math.floor(1440 / every) }, (_, index) => {
    const minutes = index * every
    const time = `${date}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00Z`
    return row(time, `${index}.1`)
  }).join('')

test('doctor holds the promised against the real beat, says what is missing, and exits 1 for a problem', () => {
  write(root, { 'components.yml': components, 'checks/2026-11-20.csv': header + roundsOf('2026-11-20', 5) })
  const good = doctor('2026-11-20T23:56:00Z')
  expect(good.stdout).toContain(
    'ok       Promised every 5 min, checks came mostly 5 min apart; the longest gap in 24 hours was 5 min.\n',
  )
  expect(good.stdout).toContain('PROBLEM  This folder is no Git repository yet')
  expect(good.status).toBe(1)

  write(root, { 'checks/2026-11-20.csv': header + roundsOf('2026-11-20', 45) })
  const slow = doctor('2026-11-20T23:56:00Z')
  expect(slow.stdout).toContain(
    'PROBLEM  Promised every 5 min, checks came mostly 45 min apart; the longest gap in 24 hours was 45 min.\n         What to do: docs/steady-beat.md\n',
  )

  const { status, stdout } = doctor('2026-11-21T09:00:00Z', '--json')
  expect(status).toBe(1)
  const { checks } = JSON.parse(stdout) as { checks: { id: string }[] }
  expect(checks.find(({ id }) => id === 'beat')).toEqual({
    id: 'beat',
    ok: false,
    message: expect.stringMatching(/^Nothing has been checked for 9 h/),
    help: 'docs/steady-beat.md',
  })
  // What could not be looked at is neither good nor bad.
  expect(checks.find(({ id }) => id === 'pages')).toMatchObject({ ok: null, help: 'docs/doctor.md#origin' })
})
