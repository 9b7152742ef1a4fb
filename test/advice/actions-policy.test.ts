import { expect, test } from 'vitest'
import { type ActionsPolicy, judgePolicy } from '../../src/advice/actions-policy.ts'
import { readWorkflow } from '../../src/advice/workflow-file.ts'

const commit = '0123456789012345678901234567890123456789'
const workflow = (...uses: string[]) => [
  readWorkflow(
    '.github/workflows/x.yml',
    `jobs: { a: { steps: [${uses.map((one) => `{ uses: ${one} }`).join(', ')}] } }`,
  ),
]
const policy = (more: Partial<ActionsPolicy>): ActionsPolicy => ({
  enabled: true,
  allowed: 'all',
  needsCommits: false,
  selected: null,
  ...more,
})
const selected = (...patterns: string[]) =>
  policy({ allowed: 'selected', selected: { ofGitHub: false, ofVerified: false, patterns } })

const cases: [string, ActionsPolicy, string[], string, string][] = [
  ['anything may run', policy({}), ['a/b@v1'], 'good', 'Actions is on'],
  [
    'a tag where commits are asked for',
    policy({ needsCommits: true }),
    ['a/b@v1', `c/d@${commit}`],
    'problem',
    'a/b is not',
  ],
  ['a commit where commits are asked for', policy({ needsCommits: true }), [`a/b@${commit}`], 'good', ''],
  ['the owner’s own, in other letters', policy({ allowed: 'local_only' }), [`Acme/candor@${commit}`], 'good', ''],
  ['a whole repository', selected('a/b@*'), ['a/b@v1'], 'good', ''],
  ['a repository without a version', selected('a/b'), ['a/b@v1'], 'good', ''],
  ['an owner', selected('a/*'), ['a/b/c@v1'], 'good', ''],
  ['another version', selected('a/b@v2'), ['a/b@v1'], 'problem', 'a/b is not among them'],
  ['a name that only begins so', selected('a/b'), ['a/bc@v1'], 'problem', ''],
  ['a dot is a dot', selected('a/b.c@*'), ['a/bxc@v1'], 'problem', ''],
  ['one that is taken out again', selected('a/*', '!a/b@*'), ['a/b@v1'], 'problem', ''],
  ['a list that cannot be seen', policy({ allowed: 'selected' }), ['a/b@v1'], 'unseen', ''],
]
test.each(cases)('%s', (_, given, uses, state, words) => {
  const finding = judgePolicy(given, workflow(...uses), 'acme')
  expect(finding).toMatchObject({ state, line: expect.stringContaining(words) })
})

test('a pattern of many stars takes no time', () => {
  const finding = judgePolicy(selected(`${'*a'.repeat(2)}${'*'.repeat(5000)}b`), workflow('a/c@v1'), 'acme')
  expect(finding.state).toBe('problem')
})
