import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { publish } from '../../src/git/publish.ts'
import { systemClock } from '../../src/time/clock.ts'
import { formatInstant, utcDate } from '../../src/time/instant.ts'
import { git, header, row, write } from '../git/clone.ts'
import { type GitHub, makeGitHub, stepsOf } from '../workflows/ground.ts'
import { runSteps } from '../workflows/runner.ts'

// Whole clones, builds and command lines: slow on a busy machine, and no test of speed.
vi.setConfig({ testTimeout: 120_000 })

let hub: GitHub

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  hub = await makeGitHub(
    (page) => `candor: 1
site:
  name: Acme Status
  url: ${page}
components:
  - id: api
    name: API
    check: { type: http, url: "https://api.acme.example/" }
`,
  )
}, 120_000)

afterAll(() => hub.close())

test('page.yml deploys an incident that was just pushed, with the newest results, without waiting for a probe', async () => {
  const monitor = hub.clone('monitor')
  const looked = formatInstant(systemClock() - 60)
  write(monitor, { [`checks/${utcDate(systemClock() - 60)}.csv`]: header + row(looked, '7.1'), 'checks/FORMAT': '1\n' })
  const results = { results: { branch: 'status-data', keep: 90 * 86_400 } }
  await publish(monitor, results, { now: systemClock(), subject: '1 of 1 up' })

  const person = hub.clone('person')
  write(person, {
    'incidents/api-errors.md': `---
title: Elevated error rates on the API
components:
  api: partial_outage
---

## Investigating · ${formatInstant(systemClock() - 30)
      .slice(0, 16)
      .replace('T', ' ')} UTC

About 8% of API calls fail.
`,
  })
  git(person, 'add', '-A')
  git(person, 'commit', '--quiet', '-m', 'Tell of errors')
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')

  const machine = hub.machine('page', 201)
  const reports = await runSteps(stepsOf('page.yml'), machine)
  expect(reports.filter(({ outcome }) => outcome !== 'success')).toEqual([])
  expect(await textOf('/')).toContain('Elevated error rates on the API')
  expect(await textOf('/incidents/api-errors/')).toContain('About 8% of API calls fail.')
  const version = JSON.parse(await textOf('/version.json'))
  const newest = git(person, 'rev-parse', 'HEAD').trim()
  expect(version).toMatchObject({
    commit: newest,
    run: '201.1',
    checked_at: expect.stringContaining(looked.slice(0, 19)),
  })
  expect(hub.asked).toEqual([])
}, 120_000)

test('page.yml fails, and says where to look, when what is served is not what it built', async () => {
  const machine = hub.machine('stale', 202)
  machine.actions['actions/deploy-pages'] = async () => ({ page_url: `${hub.page}/` })
  const reports = await runSteps(stepsOf('page.yml'), machine)
  expect(reports.at(-1)).toMatchObject({ step: 'Read it back', outcome: 'failure' })
  expect(reports.at(-1)!.output).toContain('Settings > Pages')
  expect(readFileSync(join(machine.workspace, 'dist/version.json'), 'utf8')).not.toBe(await textOf('/version.json'))
}, 120_000)

async function textOf(path: string): Promise<string> {
  const answer = await fetch(hub.page + path)
  expect(answer.status).toBe(200)
  return answer.text()
}
