import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { skipWithout } from '../integration/real/program.ts'
import { filesIn, makePlace, page, write } from '../mirror/ground.ts'
import { listen, portOf, stepsOf, top } from './ground.ts'
import { type Machine, runSteps, type StepReport } from './runner.ts'

vi.setConfig({ testTimeout: 60_000 })

let place: ReturnType<typeof makePlace>
let pages: Server
beforeAll(async () => {
  // What was deployed is what was built: these tests are about what comes before and after it.
  pages = await listen(createServer((_, answer) => answer.end(page['version.json'])))
})
beforeEach(() => {
  place = makePlace()
  write(place.at('root/dist'), page)
  return () => place.remove()
})
afterAll(() => new Promise((closed) => pages.close(closed)))

/** The steps of page.yml between its build and its end, with the deploy stood in for. */
async function fromCopyToEnd(mirrors: string, secrets: Record<string, string> = {}): Promise<StepReport[]> {
  write(place.at('root'), {
    'components.yml': `candor: 1
site: { name: Acme Status, url: "https://status.acme.example" }
${mirrors}
components: []
`,
  })
  const steps = stepsOf('page.yml')
  const wanted = steps.slice(steps.findIndex(({ name }) => name === 'Copy it to second hosts'))
  const machine: Machine = {
    workspace: place.at('root'),
    temporary: place.at('temporary'),
    env: { GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1' },
    contexts: { secrets, vars: {} },
    actions: {
      'actions/upload-pages-artifact': async () => ({}),
      'actions/deploy-pages': async () => ({ page_url: `http://127.0.0.1:${portOf(pages)}/` }),
    },
  }
  return runSteps(
    wanted.map((step) => (step.run?.startsWith('.github/') ? { ...step, run: join(top, step.run) } : step)),
    machine,
  )
}
const outcomes = (reports: StepReport[]) => reports.map(({ outcome }) => outcome)

describe.skipIf(skipWithout('rsync'))('page.yml', () => {
  test('copies the page to its second host before it deploys it', async () => {
    const reports = await fromCopyToEnd(`mirrors: [ "rsync:${place.at('www')}" ]`)
    expect(reports.map(({ step, outcome }) => `${step}: ${outcome}`)).toEqual([
      'Copy it to second hosts: success',
      'actions/upload-pages-artifact: success',
      'actions/deploy-pages: success',
      'Read it back: success',
    ])
    expect(filesIn(place.at('www'))).toMatchObject(page)
  })

  test('without second hosts goes on as ever', async () => {
    const reports = await fromCopyToEnd('')
    expect(outcomes(reports)).toEqual(['success', 'success', 'success', 'success'])
    expect(reports[0]!.output).toContain('No second host')
  })

  test('deploys while a second host is away, and then fails and says so', async () => {
    write(place.at('www'), { 'shop.html': '' })
    const reports = await fromCopyToEnd(`mirrors: [ "rsync:${place.at('www')}" ]`)
    expect(outcomes(reports)).toEqual(['success', 'success', 'success', 'failure'])
    expect(reports[0]!.output).toContain('::warning title=A second host has an older page::')
    expect(reports[0]!.output).toContain('holds something that is no Candor page')
    expect(reports[3]!.output).toContain('::error title=A second host has an older page::The page is out')
  })

  test('deploys nothing when a secret stands in the page', async () => {
    write(place.at('root/dist'), { 'index.html': 'with glpat-5ad1c0ffee5ad1 in it' })
    const secrets = { MIRROR_GIT_TOKEN: 'glpat-5ad1c0ffee5ad1' }
    const reports = await fromCopyToEnd(`mirrors: [ "rsync:${place.at('www')}" ]`, secrets)
    expect(outcomes(reports)).toEqual(['failure', 'skipped', 'skipped', 'skipped'])
    expect(reports[0]!.output).toContain('dist/index.html:1:6')
  })
})
