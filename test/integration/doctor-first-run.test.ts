import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { thinWorkflows } from '../../src/starter/workflows.ts'
import { type Ground, makeGround } from '../git/clone.ts'
import { type FakeGitHub, fakeGitHub } from '../github/fake.ts'
import { answer, closeAll, onRequest, serve } from '../probe/support/servers.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../src/main.ts')
let ground: Ground | undefined
let hub: FakeGitHub | undefined
afterAll(async () => {
  await closeAll()
  ground?.remove()
  await hub?.close()
})

const commit = '0123456789012345678901234567890123456789'

test('the summary of a page’s first run says how it is set up; the next one does not', async () => {
  hub = await fakeGitHub()
  const server = await serve(onRequest((socket) => socket.write(answer(200))))
  const workflows = thinWorkflows({ repository: 'acme/candor', commit }, 'docs')
  for (const path of workflows.keys()) hub.state.settings.workflows.set(path, 'active')
  hub.state.settings.repository.has_pages = false
  // What the token of a run may not see.
  const closed = ['actions/permissions', 'actions/permissions/workflow', 'actions/secrets', 'collaborators']
  for (const path of [...closed, 'branches/{branch}/protection']) {
    hub.fail({ kind: 'forbidden', at: `GET /repos/{owner}/{repo}/${path}`, times: 99 })
  }
  ground = makeGround({
    ...Object.fromEntries(workflows),
    '.gitignore': 'checks/\n',
    'components.yml': `candor: 1
site: { name: Test, url: "https://acme.github.io/status/" }
components:
  - { id: api, name: "API <b>", check: { type: http, url: "${server.url}", allow_private: true } }
`,
  })
  const root = ground.clone('run')
  const summary = join(ground.folder, 'summary.md')
  const env = {
    ...process.env,
    ...hub.env,
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: '',
    DEADMAN_URL: '',
  }
  const { stdout } = await run(process.execPath, [main, 'check', 'api', '--publish', '--no-watch', '--root', root], {
    env,
  })
  expect(stdout).toMatch(/1 probed: 1 up/)
  const told = readFileSync(summary, 'utf8')
  expect(told).toContain('### How this page is set up')
  const docs = `https://github.com/acme/candor/blob/${commit}/docs/doctor.md`
  expect(told).toContain(
    `- **Problem**: GitHub Pages is not switched on: choose "GitHub Actions" as its source, or no page appears. [What to do](${docs}#pages)`,
  )
  expect(told).toContain(`[What to do](${docs}#dead-man)`)
  expect(told).toMatch(
    /- Not seen: Which actions may run, what a workflow.s token may do and the people who respond: This token may not see that \(GitHub says: Resource not accessible by integration\)/,
  )
  expect(told).toMatch(/- Not seen: No rule stops pushes to `main`; an older branch protection might/)
  expect(told).toContain('- This run has just pushed results to the branch `status-data`.')
  expect(told).toMatch(/<details><summary>\d+ good<\/summary>/)
  expect(told).toMatch(/\d of \d\d need a look\. \d of \d\d could not be looked at\. This is shown once/)

  await run(process.execPath, [main, 'check', 'api', '--publish', '--no-watch', '--root', root], { env })
  expect(readFileSync(summary, 'utf8').match(/### How this page is set up/g)).toHaveLength(1)
  expect(existsSync(join(root, 'checks'))).toBe(true)
})
