import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Ground, git, header, makeGround, row, write } from '../git/clone.ts'
import { runAction } from '../workflows/action.ts'
import { ownFiles, top } from '../workflows/ground.ts'
import { type Machine, runSteps } from '../workflows/runner.ts'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const now = '2026-11-21T12:00:00Z'
let ground: Ground
let person: string

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround({})
  person = ground.clone('person')
  const engine = ['--engine', 'acme/candor@0123456789012345678901234567890123456789', '--no-probe']
  const page = [
    '--name',
    'Acme Status',
    '--url',
    'https://acme.github.io/status',
    '--endpoint',
    'https://api.acme.example/',
  ]
  await run(process.execPath, [join(top, 'src/main.ts'), 'init', person, ...page, ...engine])
  write(person, {
    'incidents/api-errors.md': `---
title: Elevated error rates on the API
components:
  api: partial_outage
---

## Investigating · 2026-11-21 10:02 UTC

About 8% of API calls fail.
`,
  })
  git(person, 'add', '-A')
  git(person, 'commit', '--quiet', '-m', 'Start a page')
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')
  const rows = ['11:40', '11:45', '11:50', '11:55'].map((time, at) => row(`2026-11-21T${time}:03Z`, `7.${at + 1}`))
  write(person, { 'checks/2026-11-21.csv': header + rows.join(''), 'checks/FORMAT': '1\n' })
  await run(process.execPath, [join(top, 'src/main.ts'), 'publish', '--root', person, '--now', now])
}, 120_000)

afterAll(() => ground.remove())

test('a thin page, built by the action of an engine at another path, is byte for byte what the template gives', async () => {
  // Where GitHub puts actions; only what Git knows of the engine, as it is packed for them.
  const engine = join(ground.folder, '_actions/acme/candor/0123456')
  layEngine(engine)
  const caller = ground.clone('caller')
  // The template: components.yml and incidents/ of the same commit, with the engine around them.
  const template = ground.clone('template')
  layEngine(template)

  const [thin, whole] = await Promise.all([
    runAction(engine, { command: `build --now ${now}` }, machineIn(caller)),
    runSteps([{ run: `./candor build --now ${now}` }], machineIn(template)),
  ])
  expect(thin.report).toMatchObject({ outcome: 'success' })
  expect(whole).toMatchObject([{ outcome: 'success' }])

  const [ours, theirs] = [join(caller, 'dist'), join(template, 'dist')]
  const names = filesIn(ours)
  expect(names).toEqual(filesIn(theirs))
  expect(names).toEqual(expect.arrayContaining(['index.html', 'incidents/api-errors/index.html', 'version.json']))
  const differing = names.filter((name) => !readFileSync(join(ours, name)).equals(readFileSync(join(theirs, name))))
  expect(differing).toEqual([])
  expect(JSON.parse(readFileSync(join(ours, 'version.json'), 'utf8'))).toMatchObject({
    commit: git(person, 'rev-parse', 'HEAD').trim(),
    run: '501.1',
  })
  // It is the page, and not the template's own sample.
  expect(readFileSync(join(ours, 'index.html'), 'utf8')).toContain('Elevated error rates on the API')
  // The checkout is left as it was: what was made is what Git ignores.
  expect(git(caller, 'status', '--porcelain')).toBe('')
})

/** Lays the engine's files around what is there, and what set-up would install. */
function layEngine(folder: string): void {
  for (const path of ownFiles()) {
    if (existsSync(join(folder, path)) || !existsSync(join(top, path))) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(top, path), join(folder, path))
  }
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'))
}

function machineIn(workspace: string): Machine {
  return {
    workspace,
    temporary: `${workspace}.tmp`,
    env: {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/status',
      GITHUB_RUN_ID: '501',
      GITHUB_RUN_ATTEMPT: '1',
    },
    contexts: { github: { token: 'token-of-the-run' } },
    actions: {},
  }
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort()
}
