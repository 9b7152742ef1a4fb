import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Action, Step, Workflow } from './workflow.ts'

const top = join(import.meta.dirname, '../..')
const folder = join(top, '.github/workflows')
const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  return { file, workflow: parse(text) as Workflow }
})
const action = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as Action

// What holds for every workflow is in rules.ts; here is what each of them promises.

test('checks.yml probes on a schedule, by hand and from outside, and may push, dispatch and keep issues, nothing else', () => {
  const { on, jobs, concurrency } = named('checks.yml')
  expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch', 'repository_dispatch'])
  expect(concurrency).toEqual({ group: 'candor-checks', 'cancel-in-progress': false })
  expect(jobs['check']!.permissions).toEqual({ contents: 'write', actions: 'write', issues: 'write' })
  // What starts the next run of the relay may do nothing else.
  expect(jobs['next']!.permissions).toEqual({ contents: 'read', actions: 'write' })
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

test('post.yml starts no machine for strangers’ talk, and has what posting needs and no more', () => {
  const { on, jobs, concurrency } = named('post.yml')
  expect(on).toEqual({ issue_comment: { types: ['created'] }, repository_dispatch: { types: ['incident'] } })
  // In one group the second of three comments would be cancelled.
  expect(concurrency).toEqual({ group: 'candor-post-${{ github.run_id }}', 'cancel-in-progress': false })
  const { permissions, steps } = jobs['post']!
  expect(permissions).toEqual({ contents: 'write', issues: 'write', actions: 'write', 'pull-requests': 'write' })
  expect(steps[0]!.with?.['ref']).toBe('main')
  expect(steps.map(({ run }) => run ?? '').join()).toBe(',,./candor post')
})

test('action.yml hands its inputs to scripts through env alone', () => checkScripts(action.runs.steps))

function named(file: string): Workflow {
  return workflows.find((workflow) => workflow.file === file)!.workflow
}

function checkScripts(steps: Step[]): void {
  for (const step of steps) expect(step.run ?? '').not.toContain('${{')
}
