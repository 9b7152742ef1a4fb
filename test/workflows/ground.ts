import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { type Ground, git, makeGround, write } from '../git/clone.ts'
import type { Machine } from './runner.ts'
import type { Step, Workflow } from './workflow.ts'

export const top = join(import.meta.dirname, '../..')

/** A repository made of this one (`origin`, bare, with a `main`), and what stands in for GitHub around it. */
export interface GitHub extends Ground {
  /** Requests to the REST API, as `METHOD /path body`. */
  asked: string[]
  /** When the newest run of page.yml was made, for the API's answer. */
  lastPage: string | null
  /** Address of the deployed page. */
  page: string
  /** A machine for a job of this workflow; its clone is made by actions/checkout. */
  machine: (name: string, run: number) => Machine
  close: () => Promise<void>
}

export function stepsOf(file: string): Step[] {
  const workflow = parse(readFileSync(join(top, '.github/workflows', file), 'utf8')) as Workflow
  return Object.values(workflow.jobs)[0]!.steps
}

/** Every file of this repository that Git knows or would know: a fresh clone of what is here now. */
export function ownFiles(): string[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  return execFileSync('git', words, { cwd: top, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '')
}

export async function makeGitHub(components: (page: string) => string): Promise<GitHub> {
  const ground = makeGround({})
  const site = join(ground.folder, 'pages')
  mkdirSync(site)
  const pages = await listen(
    createServer((request, answer) => {
      const path = new URL(request.url ?? '/', 'http://x').pathname
      try {
        answer.end(readFileSync(join(site, path.endsWith('/') ? `${path}index.html` : path)))
      } catch {
        answer.writeHead(404).end()
      }
    }),
  )
  const hub: Pick<GitHub, 'asked' | 'lastPage'> = { asked: [], lastPage: null }
  const api = await listen(
    createServer(async (request, answer) => {
      let body = ''
      for await (const part of request) body += part
      const known = request.headers.authorization === 'Bearer token-of-the-run'
      hub.asked.push(`${request.method} ${request.url} ${body}`.trim())
      if (!known) return answer.writeHead(401).end()
      if (request.method === 'POST') return answer.writeHead(204).end()
      const runs = hub.lastPage === null ? [] : [{ id: 1, created_at: hub.lastPage }]
      return answer.end(JSON.stringify({ total_count: runs.length, workflow_runs: runs }, null, 2))
    }),
  )
  const page = `http://127.0.0.1:${portOf(pages)}`

  const person = join(ground.folder, 'first')
  for (const path of ownFiles()) {
    try {
      mkdirSync(dirname(join(person, path)), { recursive: true })
      cpSync(join(top, path), join(person, path))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  write(person, { 'components.yml': components(page) })
  git(person, 'add', '-A')
  git(person, 'commit', '--quiet', '-m', 'Start a page')
  git(person, 'push', '--quiet', 'origin', 'HEAD:main')

  const machine = (name: string, run: number): Machine => {
    const [workspace, temporary] = [join(ground.folder, name), join(ground.folder, `${name}.tmp`)]
    mkdirSync(join(temporary, 'bin'), { recursive: true })
    // The pauses between two looks at the deployed page are not what is tested.
    program(join(temporary, 'bin/sleep'), 'exit 0')
    return {
      workspace,
      temporary,
      env: {
        GITHUB_API_URL: `http://127.0.0.1:${portOf(api)}`,
        GITHUB_REPOSITORY: 'acme/status',
        GITHUB_RUN_ID: String(run),
        GITHUB_RUN_ATTEMPT: '1',
      },
      contexts: { github: { token: 'token-of-the-run' } },
      actions: {
        'actions/checkout': async (inputs) => {
          checkout(ground, workspace, inputs)
          return {}
        },
        'actions/setup-node': async () => ({}),
        'actions/configure-pages': async () => ({}),
        'actions/upload-pages-artifact': async ({ path = '' }) => {
          cpSync(join(workspace, path), join(temporary, 'artifact'), { recursive: true })
          return {}
        },
        'actions/deploy-pages': async () => {
          rmSync(site, { recursive: true })
          cpSync(join(temporary, 'artifact'), site, { recursive: true })
          return { page_url: `${page}/` }
        },
      },
    }
  }
  const close = async () => {
    await Promise.all([pages, api].map((server) => new Promise((resolve) => server.close(resolve))))
    ground.remove()
  }
  return Object.assign(hub, ground, { page, machine, close })
}

/** actions/checkout with the inputs we use; what set-up would install is there already (it has tests of its own). */
function checkout(ground: Ground, workspace: string, inputs: Record<string, string>): void {
  const depth = inputs['fetch-depth'] === '0' ? [] : [`--depth=${inputs['fetch-depth'] ?? '1'}`]
  const filter = inputs['filter'] === undefined ? [] : [`--filter=${inputs['filter']}`]
  const ref = inputs['ref'] ?? 'main'
  git(
    ground.folder,
    'clone',
    '--quiet',
    '--no-checkout',
    '--branch',
    ref,
    ...depth,
    ...filter,
    ground.origin,
    workspace,
  )
  if (inputs['sparse-checkout'] !== undefined) {
    git(workspace, 'sparse-checkout', 'set', '--no-cone', ...inputs['sparse-checkout'].trim().split('\n'))
  }
  git(workspace, 'checkout', '--quiet', ref)
  symlinkSync(join(top, 'node_modules'), join(workspace, 'node_modules'))
}

export function program(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

export function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
