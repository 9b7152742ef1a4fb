import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import type { Server } from 'node:http'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { staticServer } from '../../src/commands/static-server.ts'
import { type Ground, git, header, makeGround, row, write } from '../git/clone.ts'
import { runAction } from '../workflows/action.ts'
import { listen, ownFiles, portOf, top } from '../workflows/ground.ts'
import { type Machine, runSteps } from '../workflows/runner.ts'
import type { Step, Workflow } from '../workflows/workflow.ts'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const now = '2026-11-21T12:00:00Z'
let ground: Ground
let person: string
let pages: Server

beforeAll(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  ground = makeGround({})
  pages = await listen(staticServer(join(ground.folder, 'pages')))
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

afterAll(async () => {
  ground.remove()
  await new Promise((resolve) => pages.close(resolve))
})

test('page.yml of a thin page gives, by an engine at another path, byte for byte what the template gives', async () => {
  // Where GitHub puts actions; only what Git knows of the engine, as it is packed for them.
  const engine = join(ground.folder, '_actions/acme/candor/0123456')
  layEngine(engine)
  // The template: components.yml and incidents/ of the same commit, with the engine around them.
  const template = ground.clone('template')
  layEngine(template)

  const caller = join(ground.folder, 'caller')
  const [thin, whole] = await Promise.all([
    runSteps(thinSteps('page.yml'), thinMachine(caller, engine)),
    runSteps([{ run: `./candor build --now ${now}` }], machineIn(template)),
  ])
  expect(thin.map(({ step, outcome }) => `${outcome}: ${step}`)).toEqual([
    'success: actions/checkout',
    ...['build', 'scan', 'mirror'].map((command) => `success: acme/candor ${command}`),
    'success: actions/upload-pages-artifact',
    'success: actions/deploy-pages',
    'success: acme/candor read-page-back',
  ])
  expect(whole).toMatchObject([{ outcome: 'success' }])

  const [ours, theirs] = [join(ground.folder, 'pages'), join(template, 'dist')]
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

/** The steps of a workflow that `init` wrote; each of the engine's is named after its command. */
function thinSteps(file: string): Step[] {
  const workflow = parse(readFileSync(join(person, '.github/workflows', file), 'utf8')) as Workflow
  const { steps } = Object.values(workflow.jobs)[0]!
  return steps.map((step) =>
    step.uses?.startsWith('acme/candor@') ? { ...step, name: `acme/candor ${step.with!['command']}` } : step,
  )
}

/** GitHub around a thin page: the engine as an action, and Pages, whose address is a server of the test. */
function thinMachine(workspace: string, engine: string): Machine {
  const machine = machineIn(workspace)
  machine.actions = {
    'actions/checkout': async () => {
      ground.clone('caller')
      return {}
    },
    'acme/candor': async ({ command, ...inputs }) => {
      // The one thing that two builds cannot have in common by themselves.
      const fixed: Record<string, string> = command === 'build' ? { args: `--now ${now}` } : {}
      const { report, outputs } = await runAction(engine, { command: command!, ...inputs, ...fixed }, machine)
      expect(report.outcome, report.output).toBe('success')
      return outputs
    },
    // Kept by the lock that the engine brings: another engine, another cache.
    'actions/cache': async ({ path, key }) => {
      expect(`${path} ${key}`).toMatch(/^~\/\.npm candor-npm-.*-[0-9a-f]{64}$/)
      return {}
    },
    'actions/upload-pages-artifact': async ({ path }) => {
      cpSync(join(workspace, path!), join(ground.folder, 'artifact'), { recursive: true })
      return {}
    },
    'actions/deploy-pages': async () => {
      cpSync(join(ground.folder, 'artifact'), join(ground.folder, 'pages'), { recursive: true })
      return { page_url: `http://127.0.0.1:${portOf(pages)}/` }
    },
  }
  return machine
}

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
