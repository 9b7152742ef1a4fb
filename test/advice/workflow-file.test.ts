import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgePins } from '../../src/advice/engine-pin.ts'
import { judgeSecrets, notHanded } from '../../src/advice/secret-delivery.ts'
import { readWorkflow } from '../../src/advice/workflow-file.ts'
import { judgeFiles } from '../../src/advice/workflow-state.ts'
import { thinWorkflows } from '../../src/starter/workflows.ts'

const commit = '0123456789012345678901234567890123456789'
const thin = (pin = `acme/candor@${commit}`) => {
  const [repository, ref] = pin.split('@') as [string, string]
  return [...thinWorkflows({ repository, commit: ref }, 'docs')].map(([path, text]) => readWorkflow(path, text))
}
const own = ['checks', 'page', 'post', 'pull-request'].map((name) => {
  const path = `.github/workflows/${name}.yml`
  return readWorkflow(path, readFileSync(join(import.meta.dirname, '../..', path), 'utf8'))
})

test('our own workflows and those of init are all that a page needs', () => {
  expect(judgeFiles(own)).toBeNull()
  expect(judgeFiles(thin())).toBeNull()
  expect(judgeFiles([])).toMatchObject({ state: 'problem' })
  expect(judgeFiles(thin().filter(({ path }) => !path.endsWith('checks.yml')))).toMatchObject({ state: 'note' })
})

test('the dead-man’s address reaches every step that checks', () => {
  expect(notHanded('DEADMAN_URL', own)).toBeNull()
  expect(notHanded('DEADMAN_URL', thin())).toBeNull()
  expect(notHanded('API_TOKEN', thin())).toEqual({ path: '.github/workflows/checks.yml', missing: 1, of: 1 })
})

test('a secret that is not handed on is told with the line to write', () => {
  expect(judgeSecrets(['API_TOKEN'], thin(), ['API_TOKEN'])).toEqual({
    state: 'problem',
    line: '.github/workflows/checks.yml does not hand API_TOKEN on to any step that checks: write `API_TOKEN: ${{ secrets.API_TOKEN }}` under its `env:`.',
  })
})

test('the engine is pinned to one whole commit, or it is said what it is pinned to', () => {
  const pins: [string, string, string][] = [
    [`acme/candor@${commit}`, 'good', 'acme/candor@0123456'],
    ['acme/candor@main', 'problem', '`acme/candor@main`, which others can move'],
    ['acme/candor@v1.2.0', 'problem', 'which others can move'],
    ['acme/candor@0123456', 'problem', 'which others can move'],
    [`OWNER/candor@${commit}`, 'problem', 'put its owner in'],
  ]
  for (const [pin, state, words] of pins) {
    expect(judgePins(thin(pin))).toMatchObject({ state, line: expect.stringContaining(words) })
  }
  expect(judgePins([thin()[0]!, thin('acme/candor@9999999999999999999999999999999999999999')[1]!])).toMatchObject({
    state: 'problem',
  })
  expect(judgePins(own)).toMatchObject({ state: 'good', line: expect.stringContaining('in this repository itself') })
})

test('names of the environment come from the workflow, the job and the step', () => {
  const text =
    'env: { A: 1 }\njobs: { j: { env: { B: 2 }, steps: [{ run: ./candor check --publish, env: { C: 3 } }] } }'
  expect(readWorkflow('x', text).steps).toEqual([
    { uses: null, command: 'check --publish', byAction: false, env: { A: '1', B: '2', C: '3' } },
  ])
})

test('whatever a workflow file holds, it is read', () => {
  const lines = fc.constantFrom(
    'jobs:',
    '  a:',
    '    steps:',
    '    - uses: a/b@c',
    '      with: *x',
    'env: [',
    'on: {',
    '\t',
    '&x',
    'jobs: 3',
    '!!js/function x',
    '- - -',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(lines).map((all) => all.join('\n')),
      ),
      (text) => {
        expect(Array.isArray(readWorkflow('x', text).steps)).toBe(true)
      },
    ),
    { seed: 8, numRuns: process.env['CANDOR_DEEP'] ? 5000 : 200 },
  )
})
