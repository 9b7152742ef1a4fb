import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { git, write } from '../git/clone.ts'
import type { FakeGitHub } from '../github/fake.ts'
import { evaluate } from './expression.ts'
import { type GitHub, program, top } from './ground.ts'
import { type Machine, runJob, type StepReport } from './runner.ts'
import type { Workflow } from './workflow.ts'

const { jobs } = parse(readFileSync(join(top, '.github/workflows/pull-request.yml'), 'utf8')) as Workflow

/** What somebody proposes, in one commit on a branch of its own. */
export interface Proposal {
  name: string
  run: number
  /** The pull request. */
  number: number
  files?: Record<string, string>
  /** Path -> where it leads. */
  links?: Record<string, string>
  removed?: string[]
  /** Path -> new path. */
  renamed?: Record<string, string>
  /** From another repository: GitHub then gives tokens that may only read. */
  fork?: boolean
  /** What the proposal's earlier run is based on; default main. */
  from?: string
}

export interface PullRequestRun {
  first: { reports: StepReport[]; outputs: Record<string, string>; machine: Machine }
  /** Null: its condition was false. */
  comment: StepReport[] | null
  /** What was uploaded, by the name it has. */
  artifact: (name: string) => string
  summary: string
}

/** Runs both jobs of pull-request.yml on a proposal, as GitHub does; `npm` only notes that it was called. */
export async function runPullRequest(hub: GitHub, github: FakeGitHub, proposal: Proposal): Promise<PullRequestRun> {
  const head = propose(hub, proposal)
  const shelf = join(hub.folder, `${proposal.name}.artifacts`)
  const contexts = contextsOf(proposal)
  const first = machineOf(hub, github, proposal, 'first', head, shelf)
  const done = await runJob(jobs['pull-request']!, first)
  const needs = { 'pull-request': { outputs: done.outputs } }
  const condition = jobs['comment']!.if!.replace(/^\$\{\{|\}\}$/g, '')
  const wanted = evaluate(condition, { ...contexts, needs }) === true
  const summary = join(first.temporary, 'summary.md')
  return {
    first: { ...done, machine: first },
    comment: wanted ? await runCommentJob(hub, github, proposal, head, done.outputs) : null,
    artifact: (name) => join(shelf, name),
    summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '',
  }
}

/** The second job alone, with whatever the first one is said to have handed on and uploaded. */
export async function runCommentJob(
  hub: GitHub,
  github: FakeGitHub,
  proposal: Proposal,
  head: string,
  outputs: Record<string, string>,
): Promise<StepReport[]> {
  const machine = machineOf(hub, github, proposal, 'comment', head, join(hub.folder, `${proposal.name}.artifacts`))
  machine.contexts = { ...machine.contexts, needs: { 'pull-request': { outputs } } }
  return (await runJob(jobs['comment']!, machine)).reports
}

/** Pushes the proposal and the merge GitHub makes of it; gives the head's commit. */
export function propose(hub: GitHub, proposal: Proposal): string {
  const { name, files = {}, links = {}, removed = [], renamed = {}, from = 'origin/main' } = proposal
  const person = join(hub.folder, 'person')
  if (!existsSync(person)) hub.clone('person')
  git(person, 'fetch', '--quiet', 'origin')
  git(person, 'checkout', '--quiet', '-B', name, from)
  write(person, files)
  for (const [path, target] of Object.entries(links)) {
    rmSync(join(person, path), { recursive: true, force: true })
    symlinkSync(target, join(person, path))
  }
  for (const path of removed) rmSync(join(person, path))
  for (const [old, path] of Object.entries(renamed)) git(person, 'mv', old, path)
  git(person, 'add', '-A')
  git(person, 'commit', '--quiet', '--allow-empty', '-m', 'Propose')
  const merge = git(person, 'commit-tree', '-m', 'Merge', '-p', 'origin/main', '-p', name, `${name}^{tree}`).trim()
  git(person, 'push', '--quiet', '--force', 'origin', `${merge}:refs/heads/merge-${name}`)
  return git(person, 'rev-parse', name).trim()
}

function contextsOf({ number, fork }: Proposal) {
  const repository = fork ? 'mallory/status' : 'acme/status'
  return {
    github: {
      token: 'token-of-the-run',
      repository: 'acme/status',
      event: {
        repository: { default_branch: 'main' },
        pull_request: { number, head: { repo: { full_name: repository } } },
      },
    },
  }
}

function machineOf(
  hub: GitHub,
  github: FakeGitHub,
  proposal: Proposal,
  job: string,
  head: string,
  shelf: string,
): Machine {
  const { name, run, number, fork } = proposal
  const machine = hub.machine(`${name}-${job}-${run}`, run)
  const event = join(machine.temporary, 'event.json')
  const repo = (full_name: string) => ({ repo: { full_name } })
  const pull_request = {
    number,
    head: { sha: head, ...repo(fork ? 'mallory/status' : 'acme/status') },
    base: repo('acme/status'),
  }
  writeFileSync(event, JSON.stringify({ pull_request }))
  const { GITHUB_TOKEN: _, ...env } = github.env
  machine.env = { ...machine.env, ...env, GITHUB_EVENT_PATH: event }
  machine.contexts = contextsOf(proposal)
  const checkout = machine.actions['actions/checkout']!
  Object.assign(machine.actions, {
    'actions/checkout': (inputs: Record<string, string>) => checkout({ ref: `merge-${name}`, ...inputs }),
    'actions/upload-artifact': async ({ name: chosen, path = '' }: Record<string, string>) => {
      if (!existsSync(path)) return {}
      const file = path.slice(path.lastIndexOf('/') + 1)
      const isFile = file.includes('.')
      const into = join(shelf, chosen ?? file)
      mkdirSync(dirname(into), { recursive: true })
      rmSync(into, { recursive: true, force: true })
      cpSync(path, chosen !== undefined && isFile ? join(into, file) : into, { recursive: true })
      return { 'artifact-id': String(run * 10 + path.length) }
    },
    'actions/download-artifact': async ({ name: wanted = '', path = '' }: Record<string, string>) => {
      cpSync(join(shelf, wanted), path, { recursive: true, verbatimSymlinks: true })
      return {}
    },
  })
  program(join(machine.temporary, 'bin/npm'), `echo "npm $*" >> "$RUNNER_TEMP/npm.log"`)
  return machine
}
