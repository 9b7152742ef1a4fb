import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWard, type Ward } from './ward.ts'

let ward: Ward
beforeEach(async () => {
  ward = await openWard()
})
afterEach(() => ward.close())

/** What is not good, as `id: line`. */
async function complaints(...asked: Parameters<Ward['look']>): Promise<string[]> {
  const found = await ward.look(...asked)
  return [...found.values()]
    .filter(({ state }) => state !== 'good')
    .map(({ id, state, line }) => `${id} ${state}: ${line}`)
}
const noClone = expect.stringMatching(/^origin problem: This folder is no Git repository yet/)

test('of a page that lacks nothing it has nothing to say but that its folder is no clone', async () => {
  expect(await complaints()).toEqual([noClone])
})

test('each line leads to a heading of docs/ that is there', async () => {
  const found = [...(await ward.look()).values()].map(({ link }) => link)
  for (const link of [...found, 'doctor.md#a-token', 'doctor.md#not-looked-at']) {
    const [page, heading] = link.split('#')
    const headings = readFileSync(join(import.meta.dirname, '../../../docs', page!), 'utf8').match(/^##+ .*$/gm)!
    const slugs = headings.map((line) => line.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'))
    if (heading !== undefined) expect(slugs).toContain(heading)
  }
})

describe('a second host', () => {
  const mirrors = (...places: string[]) => ward.change('secrets: [', `mirrors: ${JSON.stringify(places)}\nsecrets: [`)
  const line = async () => {
    const { state, line: said } = (await ward.look()).get('mirrors')!
    return `${state}: ${said}`
  }

  test('has no line where there is none', async () => {
    expect((await ward.look()).has('mirrors')).toBe(false)
  })

  test.each([
    ['rsync:deploy@second.example:/srv/www/status', 'MIRROR_SSH_KEY'],
    ['git:git@codeberg.org:acme/pages.git#pages', 'MIRROR_SSH_KEY'],
    ['git:https://codeberg.org/acme/pages.git#pages', 'MIRROR_GIT_TOKEN'],
    ['s3://acme-status', 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
  ])('at %s wants %s', async (place, keys) => {
    mirrors(place)
    expect(await line()).toMatch(
      new RegExp(`^problem: The secrets? ${keys} do(es)? not exist in the repository, and a second host wants`),
    )
    ward.hub.state.settings.secrets.push(...keys.split(' and '))
    expect(await line()).toBe(`good: Each page is copied to ${place} before it is deployed.`)
  })

  test.each(['rsync:/srv/www/status', 'rclone:second:status', 'git:backup#pages'])(
    'at %s wants none that we know',
    async (place) => {
      mirrors(place)
      expect(await line()).toBe(`good: Each page is copied to ${place} before it is deployed.`)
    },
  )

  test('is of no use where nothing copies, or without its keys', async () => {
    mirrors('rsync:deploy@second.example:/srv/www/status')
    ward.hub.state.settings.secrets.push('MIRROR_SSH_KEY')
    const page = join(ward.root, '.github/workflows/page.yml')
    const text = readFileSync(page, 'utf8')
    ward.write({ '.github/workflows/page.yml': text.replace(/MIRROR_KNOWN_HOSTS: '[^']*', /, '') })
    expect(await line()).toBe(
      'problem: .github/workflows/page.yml does not hand MIRROR_KNOWN_HOSTS on to `mirror`: write `MIRROR_KNOWN_HOSTS: ${{ vars.MIRROR_KNOWN_HOSTS }}` under its `env:`.',
    )
    ward.write({ '.github/workflows/page.yml': text.replace('command: mirror', 'command: status') })
    expect(await line()).toBe(
      'problem: No workflow copies the page to rsync:deploy@second.example:/srv/www/status: none has a step whose command is `mirror`.',
    )
  })

  test('cannot be seen without a token', async () => {
    mirrors('s3://acme-status')
    ward.env['GITHUB_TOKEN'] = undefined
    expect(await line()).toMatch(
      /^unseen: A workflow copies the page to s3:\/\/acme-status; whether the repository has AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, could not be seen/,
    )
  })
})

describe('each thing that is missing is one line under its own name', () => {
  const settings = () => ward.hub.state.settings
  const cases: [string, () => void, RegExp][] = [
    [
      'an archived repository',
      () => {
        settings().repository.archived = true
      },
      /^repository problem: acme\/status is archived/,
    ],
    [
      'another default branch',
      () => {
        settings().repository.default_branch = 'trunk'
      },
      /^repository problem: The default branch of acme\/status is `trunk`/,
    ],
    [
      'a fork',
      () => {
        settings().repository.fork = true
      },
      /^repository note: acme\/status is a fork/,
    ],
    [
      'no issues',
      () => {
        settings().repository.has_issues = false
      },
      /^repository problem: Issues are switched off/,
    ],
    [
      'Pages from a branch',
      () => {
        Object.assign(settings().pages!, { build_type: 'legacy' })
      },
      /^pages problem: GitHub Pages takes its files from a branch/,
    ],
    [
      'HTTPS that is not enforced',
      () => {
        Object.assign(settings().pages!, { https_enforced: false })
      },
      /^pages problem: .*tick "Enforce HTTPS"/,
    ],
    [
      'a custom domain that is not in components.yml',
      () => {
        Object.assign(settings().pages!, { cname: 'status.acme.io' })
      },
      /^domain problem: `site.url` is http:\/\/127.*and the page is at https:\/\/status.acme.io\//,
    ],
    [
      'an address that Pages does not serve',
      () => {
        Object.assign(settings().pages!, { html_url: 'https://acme.github.io/status/' })
      },
      /^domain problem: .*GitHub Pages serves https:\/\/acme.github.io\/status\//,
    ],
    [
      'a page that is not there',
      () => {
        ward.version.status = 404
      },
      /^page problem: .*answers with status 404/,
    ],
    [
      'a page of somebody else',
      () => {
        ward.version.body = '<title>Hello</title>'
      },
      /^page problem: Something else than this page/,
    ],
    [
      'a page that is stale',
      () => {
        ward.version.body = ward.version.body.replace('06:59', '05:59')
      },
      /^page problem: The page at .* is stale: nobody has looked for 1 min/,
    ],
    [
      'Actions switched off',
      () => {
        settings().actions['enabled'] = false
      },
      /^actions problem: Actions is switched off/,
    ],
    [
      'only actions of the owner',
      () => {
        settings().actions['allowed_actions'] = 'local_only'
      },
      /^actions problem: Only actions of `acme` may run here, and the workflows use actions\/checkout/,
    ],
    [
      'GitHub’s own actions left out',
      () => {
        settings().actions['allowed_actions'] = 'selected'
        settings().selected['github_owned_allowed'] = false
      },
      /^actions problem: Only selected actions may run here, and actions\/checkout/,
    ],
    [
      'a token that may write everything',
      () => {
        settings().token.default_workflow_permissions = 'write'
      },
      /^workflow_token note/,
    ],
    [
      'a workflow that fell asleep',
      () => {
        settings().workflows.set('.github/workflows/checks.yml', 'disabled_inactivity')
      },
      /^workflows problem: .github\/workflows\/checks.yml does not run: switched off by GitHub after 60 days/,
    ],
    [
      'a workflow that was not pushed',
      () => {
        settings().workflows.delete('.github/workflows/page.yml')
      },
      /^workflows problem: GitHub does not know .github\/workflows\/page.yml yet/,
    ],
    [
      'a rule on every branch',
      () => {
        settings().rules.set('status-data', [{ type: 'pull_request', ruleset: 7 }])
      },
      /^results_branch problem: Results cannot be pushed to the branch `status-data`: the rule "Require a pull request before merging"/,
    ],
    [
      'a rule against force pushes',
      () => {
        settings().rules.set('status-data', [{ type: 'non_fast_forward', ruleset: 7 }])
      },
      /^results_branch problem: .*weekly squash is stopped/,
    ],
    [
      'a branch that may not be made',
      () => {
        settings().protection.delete('status-data')
        settings().rules.set('status-data', [{ type: 'creation', ruleset: 7 }])
      },
      /^results_branch problem: .*"Restrict creations"/,
    ],
    [
      'the older protection',
      () => {
        settings().protection.set('status-data', { lock_branch: { enabled: true } })
      },
      /^results_branch problem: .*"Lock branch"/,
    ],
    [
      'a protected main from which nothing leads to the page',
      () => {
        settings().rules.set('main', [{ type: 'pull_request', ruleset: 7 }])
      },
      /^posting problem: .*Actions may not open pull requests/,
    ],
    [
      'a secret that does not exist',
      () => {
        settings().secrets = settings().secrets.filter((name) => name !== 'API_TOKEN')
      },
      /^secrets problem: The secret API_TOKEN does not exist in the repository/,
    ],
    [
      'no dead-man',
      () => {
        settings().secrets = settings().secrets.filter((name) => name !== 'DEADMAN_URL')
        delete ward.env['DEADMAN_URL']
      },
      /^deadman problem: Nobody would notice that the checks stopped/,
    ],
    [
      'a dead-man that is no address',
      () => {
        ward.env['DEADMAN_URL'] = 'hc'
      },
      /^deadman problem: DEADMAN_URL is no address of the web/,
    ],
    [
      'CODEOWNERS who are not there',
      () => {
        settings().codeowners = [
          { line: 3, column: 1, kind: 'Unknown owner', message: 'x', path: '.github/CODEOWNERS' },
        ]
      },
      /^responders problem: .github\/CODEOWNERS:3 names somebody/,
    ],
    [
      'one person alone',
      () => {
        ward.hub.state.people.delete('grace')
      },
      /^responders note: @ada alone may post; who posts when @ada is asleep\?/,
    ],
    [
      'a channel over an open line',
      () => {
        ward.env['HOOK'] = 'http://hooks.acme.example/'
      },
      /^channel:ops problem: The channel `ops` \(webhook\) cannot work: its `url` begins with http:/,
    ],
    [
      'a channel without its secret here',
      () => {
        delete ward.env['HOOK']
      },
      /^channel:ops unseen: .*needs HOOK, not set here/,
    ],
  ]
  // A look takes its time, so things that are told under different names are missing together.
  const idOf = ([, , expected]: (typeof cases)[number]) => /^\^(\S+) /.exec(expected.source)![1]!
  const rounds: (typeof cases)[] = []
  for (const one of cases) {
    const free = rounds.find((round) => round.every((other) => idOf(other) !== idOf(one)))
    if (free === undefined) rounds.push([one])
    else free.push(one)
  }
  const named = rounds.map((round) => ({ names: round.map(([name]) => name).join(', '), round }))
  test.each(named)('$names', async ({ round }) => {
    for (const [, spoil] of round) spoil()
    const said = await complaints()
    for (const [, , expected] of round) expect(said).toContainEqual(expect.stringMatching(expected))
    expect(said).toHaveLength(round.length + 1)
  })
})

test('what lets workflows pass a rule makes it none', async () => {
  const { rules, bypass } = ward.hub.state.settings
  rules.set('status-data', [{ type: 'pull_request', ruleset: 7 }])
  bypass.set(7, [{ actor_id: 15368, actor_type: 'Integration' }])
  expect(await complaints()).toEqual([noClone])
})

test('internal items in a public repository, and an internal page before the public, are told', async () => {
  ward.change('id: api,', 'id: api, audience: internal,')
  expect(await complaints()).toContainEqual(
    expect.stringMatching(/^privacy problem: The repository is public, and a component is marked internal/),
  )
  ward.hub.state.settings.repository.private = true
  expect(await complaints()).toEqual([noClone])
  const text =
    'jobs: { page: { steps: [{ uses: acme/candor@0123456789012345678901234567890123456789, with: { command: build --audience internal } }] } }'
  ward.write({ '.github/workflows/inside.yml': text })
  ward.hub.state.settings.workflows.set('.github/workflows/inside.yml', 'active')
  expect(await complaints()).toEqual([
    noClone,
    expect.stringMatching(/^privacy problem: The page is public, and a workflow builds it/),
  ])
})

test('without a token nothing of GitHub’s is called good, and the line says what to type', async () => {
  ward.env['GITHUB_TOKEN'] = ''
  const found = await ward.look()
  for (const id of [
    'repository',
    'pages',
    'actions',
    'workflow_token',
    'results_branch',
    'posting',
    'responders',
    'privacy',
    'workflows',
    'secrets',
    'domain',
  ]) {
    expect([id, found.get(id)!.state]).toEqual([id, 'unseen'])
  }
  expect(found.get('pages')!.line).toBe(
    'GitHub Pages: GitHub tells that only to those with a token. To look at all: GITHUB_TOKEN=... ./candor doctor',
  )
  expect(ward.hub.calls).toEqual([])
})

test('in a first run the secrets are those that the run was handed, and the page is not there yet', async () => {
  ward.hub.fail({ kind: 'forbidden', at: 'GET /repos/{owner}/{repo}/actions/secrets', times: 9 })
  delete ward.env['API_TOKEN']
  expect(await complaints(null, true)).toEqual([
    noClone,
    expect.stringMatching(/^page unseen/),
    expect.stringMatching(/^secrets problem: The secret API_TOKEN does not exist/),
  ])
})

test('what others wrote acts on no terminal', async () => {
  Object.assign(ward.hub.state.settings.pages!, { cname: 'x\u001b[31m\nok       all is well.example' })
  const [, line] = await complaints()
  expect(line).toMatch(/^domain problem: .*x \[31m ok all is well/)
})

test('while Pages is off, where it serves the page is not seen', async () => {
  ward.hub.state.settings.repository.has_pages = false
  expect(await complaints()).toEqual([
    noClone,
    expect.stringMatching(/^pages problem: GitHub Pages is not switched on: choose "GitHub Actions"/),
    expect.stringMatching(/^domain unseen: .*will be seen when it is switched on/),
  ])
})

test('a components.yml that is broken sends to validate', async () => {
  ward.problems = [{ file: 'components.yml', line: 1, column: 1, severity: 'error', message: 'x', hint: '' }]
  expect(await complaints()).toEqual([
    'components problem: components.yml has a mistake, and an earlier one is in use; `./candor validate` shows it.',
    noClone,
  ])
})
