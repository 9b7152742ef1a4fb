import type { StarterOrder } from './starter.ts'

const checkout = 'actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0'

/** Short workflows; all they do is in the engine's action, pinned to one commit. `docs` is where its pages are read. */
export function thinWorkflows({ repository, commit }: StarterOrder['engine'], docs: string): Map<string, string> {
  const candor = `${repository}@${commit}`
  return new Map([
    ['.github/workflows/checks.yml', checks(candor, docs)],
    ['.github/workflows/page.yml', page(candor)],
    ['.github/workflows/post.yml', post(candor, docs)],
    ['.github/workflows/pull-request.yml', pullRequest(candor)],
  ])
}

/** The second job is for the relay: its first one could not be set up, or lost its runner. */
function checks(candor: string, docs: string): string {
  return `name: Checks # GitHub's schedule is late at times; for a steady beat: ${docs}/steady-beat.md
on: { schedule: [{ cron: '3/5 * * * *' }], workflow_dispatch: {}, repository_dispatch: { types: [candor-check] } }
permissions: {}
concurrency: { group: candor-checks, cancel-in-progress: false }
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions: { contents: write, actions: write, issues: write } # pushes results, asks for the page, keeps issues
    outputs: { next: '\${{ steps.candor.outputs.next }}' }
    steps:
      - uses: ${checkout}
        with: { ref: main, filter: 'blob:none', persist-credentials: true }
      - uses: ${candor}
        id: candor
        with: { command: checks, beat: '\${{ vars.CANDOR_BEAT }}' }
        env: { DEADMAN_URL: '\${{ secrets.DEADMAN_URL }}' } # and each name under secrets: in components.yml
  next: # in the relay, when the job above could not see to the next run
    needs: check
    if: \${{ !cancelled() && vars.CANDOR_BEAT == 'relay' && needs.check.outputs.next != 'waits' && needs.check.outputs.next != 'rest' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { actions: write } # starts the next run
    steps: [{ uses: ${candor}, with: { command: keep-relay } }]
`
}

function page(candor: string): string {
  return `name: Page
on: { push: { branches: [main] }, workflow_dispatch: {} }
permissions: {}
concurrency: { group: candor-page, cancel-in-progress: false }
jobs:
  page:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions: { contents: read, pages: write, id-token: write } # deploys, and proves which run it is
    environment: { name: github-pages, url: '\${{ steps.deploy.outputs.page_url }}' }
    steps:
      - uses: ${checkout}
        with: { ref: main, fetch-depth: 0, filter: 'blob:none', persist-credentials: true }
      - { uses: ${candor}, with: { command: build } }
      - uses: ${candor}
        with: { command: scan } # for secrets, before it goes out
        env: { DEADMAN_URL: '\${{ secrets.DEADMAN_URL }}' } # and each name under secrets: in components.yml
      - { uses: ${candor}, with: { command: mirror }, # to mirrors: in components.yml, if there are any
          env: { MIRROR_SSH_KEY: '\${{ secrets.MIRROR_SSH_KEY }}', MIRROR_KNOWN_HOSTS: '\${{ vars.MIRROR_KNOWN_HOSTS }}', MIRROR_GIT_TOKEN: '\${{ secrets.MIRROR_GIT_TOKEN }}', AWS_ACCESS_KEY_ID: '\${{ secrets.AWS_ACCESS_KEY_ID }}', AWS_SECRET_ACCESS_KEY: '\${{ secrets.AWS_SECRET_ACCESS_KEY }}' } }
      - uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
        with: { path: dist }
      - uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
        id: deploy
      - { uses: ${candor}, with: { command: read-page-back, page: '\${{ steps.deploy.outputs.page_url }}' } }
`
}

function post(candor: string, docs: string): string {
  return `name: Post # a comment under an outage's issue is posted: ${docs}/post-by-comment.md
on: { issue_comment: { types: [created] }, repository_dispatch: { types: [incident] } }
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
`
}

/** Two jobs: what reads a pull request cannot write, and what writes runs nothing of it. */
function pullRequest(candor: string): string {
  return `name: Pull request
on: pull_request
permissions: {}
concurrency: { group: 'candor-pull-request-\${{ github.event.pull_request.number }}', cancel-in-progress: true }
jobs:
  pull-request: # reads it, and may not write
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { contents: read }
    outputs: { report: '\${{ steps.it.outputs.report }}', home: '\${{ steps.it.outputs.home-page }}', site: '\${{ steps.it.outputs.site }}' }
    steps:
      - uses: ${checkout}
        with: { fetch-depth: 2, persist-credentials: false }
      - uses: ${candor}
        id: it
        with: { command: review }
  comment: # writes what was found, and runs nothing of it
    needs: pull-request
    if: \${{ !cancelled() && needs.pull-request.outputs.report != '' && github.event.pull_request.head.repo.full_name == github.repository }}
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { pull-requests: write } # the comment and its suggestions
    steps: [{ uses: ${candor}, with: { command: review-comment, home-page: '\${{ needs.pull-request.outputs.home }}', site: '\${{ needs.pull-request.outputs.site }}' } }]
`
}
