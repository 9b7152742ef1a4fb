import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Action, Step, Workflow } from './workflow.ts'

const top = join(import.meta.dirname, '../..')
const folder = join(top, '.github/workflows')
const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  return { file, text, workflow: parse(text) as Workflow }
})
const action = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as Action

for (const { file, text, workflow } of workflows) {
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  describe(file, () => {
    test('has no permissions but those a job names', () => {
      expect(workflow.permissions).toEqual({})
      for (const job of jobs) expect(job.permissions).toBeTypeOf('object')
    })

    test('ends every job in time', () => {
      for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0)
    })

    test('never runs two of a kind side by side', () => {
      expect(workflow.concurrency?.group).toMatch(/^candor-/)
    })

    test('pins every action to a commit, and says which version it is', () => {
      for (const line of text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))) {
        expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+/)
      }
    })

    test('hands values to scripts through env alone', () => checkScripts(steps))

    test('says for every checkout whether it keeps the token, and why', () => {
      for (const step of steps.filter((step) => step.uses?.startsWith('actions/checkout@'))) {
        expect(step.with?.['persist-credentials']).toBeTypeOf('boolean')
      }
      expect(text).toMatch(/# .+\n\s+persist-credentials:/)
    })

    test('is not started by strangers with our rights', () => {
      expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
      expect(Object.keys(workflow.on)).not.toContain('workflow_run')
    })

    test('uses no secret but the token of the run', () => {
      const code = text.replace(/^\s*#.*$/gm, '')
      expect(code).not.toMatch(/secrets\./)
    })
  })
}

test('checks.yml probes on a schedule, by hand and from outside, and may push and dispatch, nothing else', () => {
  const { on, jobs, concurrency } = named('checks.yml')
  expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch', 'repository_dispatch'])
  expect(concurrency).toEqual({ group: 'candor-checks', 'cancel-in-progress': false })
  expect(jobs['check']!.permissions).toEqual({ contents: 'write', actions: 'write' })
})

test('page.yml builds the newest main, by push and by dispatch, and never probes', () => {
  const { on, jobs, concurrency } = named('page.yml')
  expect(on).toEqual({ push: { branches: ['main'] }, workflow_dispatch: null })
  expect(concurrency).toEqual({ group: 'candor-page', 'cancel-in-progress': false })
  expect(jobs['page']!.permissions).toEqual({ contents: 'read', pages: 'write', 'id-token': 'write' })
  expect(jobs['page']!.steps[0]!.with?.['ref']).toBe('main')
  expect(jobs['page']!.steps.map((step) => step.run ?? '').join()).not.toMatch(/candor (check|publish|notify)/)
})

describe('pull-request.yml', () => {
  const { on, jobs } = named('pull-request.yml')
  const { 'pull-request': first, comment } = jobs

  test('always reports: no paths, and its first job has no condition and may only read', () => {
    expect(on).toEqual({ pull_request: null })
    expect(Object.keys(jobs)).toEqual(['pull-request', 'comment'])
    expect(first).not.toHaveProperty('if')
    expect(first).not.toHaveProperty('needs')
    expect(first!.permissions).toEqual({ contents: 'read' })
  })

  test('what may write is not started by a fork', () => {
    expect(comment!.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
    expect(comment!.if).toContain('github.event.pull_request.head.repo.full_name == github.repository')
  })

  test('what may write runs the default branch alone, restores nothing and takes one file from the other job', () => {
    const [checkout, node, download, ...rest] = comment!.steps
    expect(checkout!.with?.['ref']).toBe('${{ github.event.repository.default_branch }}')
    expect(node!.with).not.toHaveProperty('cache')
    expect(node!.with?.['package-manager-cache']).toBe(false)
    expect(download!.with).toEqual({ name: 'review', path: '${{ runner.temp }}/review' })
    expect(rest.map(({ run }) => run)).toEqual(['./candor review-comment "$RUNNER_TEMP/review/report.json"'])
    expect(JSON.stringify(comment)).not.toMatch(/head\.(sha|ref)|refs\/pull/)
  })

  test('probes nothing', () => {
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ''))
    expect(scripts.join('\n')).not.toMatch(/candor (check|start|demo|publish)/)
  })
})

test('action.yml hands its inputs to scripts through env alone', () => checkScripts(action.runs.steps))

function named(file: string): Workflow {
  return workflows.find((workflow) => workflow.file === file)!.workflow
}

function checkScripts(steps: Step[]): void {
  for (const step of steps) expect(step.run ?? '').not.toContain('${{')
}
