import type { StarterOrder } from './starter.ts'

const upload = 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1'
const download = 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1'
const checkout = 'actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0'

/** Short workflows; all they do is in the engine's action, pinned to one commit. */
export function thinWorkflows({ repository, commit }: StarterOrder['engine']): Map<string, string> {
  const candor = `${repository}@${commit}`
  return new Map([
    ['.github/workflows/checks.yml', checks(candor)],
    ['.github/workflows/page.yml', page(candor)],
    ['.github/workflows/post.yml', post(candor)],
    ['.github/workflows/pull-request.yml', pullRequest(candor)],
  ])
}

function checks(candor: string): string {
  return `# GitHub's schedule is late at times. For a steady beat set the repository's variable CANDOR_BEAT to long or relay
# (Settings > Secrets and variables > Actions > Variables); https://github.com/${candor.replace('@', '/blob/')}/docs/steady-beat.md
name: Checks
on:
  schedule: [{ cron: '3/5 * * * *' }]
  workflow_dispatch:
  repository_dispatch: { types: [candor-check] }
permissions: {}
concurrency: { group: candor-checks, cancel-in-progress: false }
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions:
      contents: write # the results are pushed
      actions: write # the page is asked for, and in the relay the next run
      issues: write # channels of type github_issue
    outputs: { next: '\${{ steps.handover.outputs.next }}' }
    steps:
      - uses: ${checkout}
        with: { ref: main, filter: 'blob:none', persist-credentials: true }
      - uses: ${candor}
        if: \${{ vars.CANDOR_BEAT == 'relay' }}
        with: { command: keep-relay }
        env: { GITHUB_TOKEN: '\${{ github.token }}' }
      - uses: ${candor}
        with: { command: pull }
      - uses: ${candor}
        id: check
        with: { command: check --publish --notify --no-watch }
        env: { GITHUB_TOKEN: '\${{ github.token }}', DEADMAN_URL: '\${{ secrets.DEADMAN_URL }}' }
      - uses: ${candor}
        if: \${{ !cancelled() }}
        with: { command: ask-for-page }
        env: { CHANGED: '\${{ steps.check.outputs.changed }}', GITHUB_TOKEN: '\${{ github.token }}' }
      - uses: ${candor}
        if: \${{ steps.check.outputs.changed == 'true' && vars.CANDOR_BEAT == '' }}
        with: { command: check --publish --notify --ask-for-page }
        env: { GITHUB_TOKEN: '\${{ github.token }}', DEADMAN_URL: '\${{ secrets.DEADMAN_URL }}' }
      - uses: ${candor}
        if: \${{ !cancelled() && vars.CANDOR_BEAT != '' }}
        with: { command: keep-beat }
        env: { GITHUB_TOKEN: '\${{ github.token }}', DEADMAN_URL: '\${{ secrets.DEADMAN_URL }}' }
      - uses: ${candor}
        with: { command: squash }
      - uses: ${candor}
        id: handover
        if: \${{ !cancelled() && vars.CANDOR_BEAT == 'relay' }}
        with: { command: keep-relay }
        env: { GITHUB_TOKEN: '\${{ github.token }}' }
  # Only in the relay, where the job above could not see the next run wait: its set-up failed, its runner was lost.
  next:
    needs: check
    if: \${{ !cancelled() && vars.CANDOR_BEAT == 'relay' && needs.check.outputs.next != 'waits' && needs.check.outputs.next != 'rest' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      actions: write # starts the next run
    steps:
      - uses: ${candor}
        with: { command: keep-relay }
        env: { GITHUB_TOKEN: '\${{ github.token }}' }
`
}

function page(candor: string): string {
  return `name: Page
on:
  push: { branches: [main] }
  workflow_dispatch:
permissions: {}
concurrency: { group: candor-page, cancel-in-progress: false }
jobs:
  page:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read # the page and its results
      pages: write # deploys
      id-token: write # deploy-pages proves with it which run it is
    environment: { name: github-pages, url: '\${{ steps.deploy.outputs.page_url }}' }
    steps:
      - uses: ${checkout}
        with: { ref: main, fetch-depth: 0, filter: 'blob:none', persist-credentials: true }
      - uses: actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b # v5
      - uses: ${candor}
        with: { command: build }
      - uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
        with: { path: dist }
      - uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
        id: deploy
      - uses: ${candor}
        with: { command: read-page-back }
        env: { PAGE_URL: '\${{ steps.deploy.outputs.page_url }}' }
`
}

function post(candor: string): string {
  return `# A comment under an issue of this page is posted: https://github.com/${candor.replace('@', '/blob/')}/docs/post-by-comment.md
name: Post
on:
  issue_comment: { types: [created] }
  repository_dispatch: { types: [incident] }
permissions: {}
concurrency: { group: 'candor-post-\${{ github.run_id }}', cancel-in-progress: false }
jobs:
  post:
    if: >-
      github.event_name == 'repository_dispatch' ||
      (!github.event.issue.pull_request && github.event.comment.user.type == 'User' &&
      contains(github.event.issue.body, '<!-- candor:') && contains(github.event.comment.body, '/'))
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: write # the words are pushed
      issues: write # the answer
      actions: write # page.yml is started
      pull-requests: write # on a protected main
    steps:
      - uses: ${checkout}
        with: { ref: main, fetch-depth: 0, filter: 'blob:none', persist-credentials: true }
      - uses: ${candor}
        with: { command: post }
        env: { GITHUB_TOKEN: '\${{ github.token }}' }
`
}

function pullRequest(candor: string): string {
  return `name: Pull request
on: pull_request
permissions: {}
concurrency: { group: 'candor-pull-request-\${{ github.event.pull_request.number }}', cancel-in-progress: true }
jobs:
  pull-request:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { contents: read }
    outputs: { report: '\${{ steps.report.outputs.artifact-id }}', site: '\${{ steps.site.outputs.artifact-id }}' }
    steps:
      - uses: ${checkout}
        with: { fetch-depth: 2, persist-credentials: false }
      - uses: ${candor}
        with: { command: 'review --out \${{ runner.temp }}/review' }
        env: { GITHUB_TOKEN: '\${{ github.token }}' }
      - uses: ${upload}
        id: report
        if: \${{ !cancelled() }}
        with: { name: review, path: '\${{ runner.temp }}/review/report.json' }
      - uses: ${upload}
        id: site
        if: \${{ !cancelled() }}
        with: { name: preview, path: '\${{ runner.temp }}/review/site' }
  comment:
    needs: pull-request
    if: \${{ !cancelled() && needs.pull-request.outputs.report != '' && github.event.pull_request.head.repo.full_name == github.repository }}
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      pull-requests: write # the comment and its suggestions
    steps:
      - uses: ${download}
        with: { name: review, path: '\${{ runner.temp }}/review' }
      - uses: ${candor}
        with: { command: 'review-comment \${{ runner.temp }}/review/report.json' }
        env: { GITHUB_TOKEN: '\${{ github.token }}', SITE_ARTIFACT: '\${{ needs.pull-request.outputs.site }}' }
`
}
