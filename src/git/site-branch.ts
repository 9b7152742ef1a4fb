import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Failure } from '../problem/problem.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { ask, type GitOptions, git, networkLimit } from './git.ts'
import { masked } from './mask.ts'
import { inTries, type Pause } from './tries.ts'
import { gitFailure, troubleOf } from './trouble.ts'

export interface SiteBranch {
  /** The folder whose remotes may be named. */
  root: string
  /** Folder of the site, and the paths in it that go. */
  folder: string
  files: string[]
  /** Name or address. */
  remote: string
  branch: string
  now: Instant
  /** The ssh command to use. */
  ssh?: string
  /** For an address over https: a token, or `user:token`. */
  token?: string
  /** Is shown a file of the branch, or null where it has none, before anything is pushed. */
  look?: { file: string; guard: (there: string | null) => void }
  pause?: Pause
}

export interface SitePushed {
  /** Null when the branch had all of it already. */
  commit: string | null
  copied: number
  removed: number
}

/** Somebody may be waiting, and the next build copies again. */
const mostTries = 3

/** The one file that every site has at its top. */
const sign = 'version.json'

/**
 * Makes a site the only commit of a branch: without a parent, so that it never grows, and pushed only if the branch is
 * still where we saw it. It works in a repository of its own, so the person's clone, if there is one, is not touched;
 * only files that the branch has otherwise travel. Throws a Failure; then the branch is as it was.
 */
export async function pushSite(order: SiteBranch): Promise<SitePushed> {
  const { root, remote, branch } = order
  const isName = !/[:/]/.test(remote)
  const address = isName ? await ask(root, ['remote', 'get-url', '--push', remote]) : remote
  if (address === null) {
    const stderr = `error: No such remote '${remote}'`
    throw gitFailure({ code: 2, stdout: Buffer.alloc(0), stderr }, remote, branch)
  }
  const aside = await mkdtemp(join(tmpdir(), 'candor-branch-'))
  // By the environment: an address may hold a token, and command lines are seen by every user of a machine.
  const env = { ...settings(address, order), GIT_INDEX_FILE: join(aside, 'index') }
  const run = async (args: string[], options: GitOptions = {}) => {
    const answer = await git(aside, args, { ...options, env: { ...env, ...options.env } })
    if (answer.code !== 0) throw gitFailure(answer, isName ? remote : masked(address), branch)
    return answer.stdout.toString('utf8').trim()
  }
  try {
    await run(['init', '--quiet', '--bare', '.'])
    return await inTries(
      async () => {
        const there = await tipOf(run, env, aside, order)
        const tree = await treeOf(run, order)
        if (there !== null && (await run(['rev-parse', `${there}^{tree}`])) === tree) {
          return { commit: null, copied: 0, removed: 0 }
        }
        const changes =
          there === null ? null : await run(['diff-tree', '-r', '--name-status', '--no-renames', there, tree])
        const commit = await run(['commit-tree', tree], {
          input: `The page of ${formatInstant(order.now)}\n`,
          env: author(order.now),
        })
        const ref = `refs/heads/${branch}`
        const lease = `--force-with-lease=${ref}:${there ?? ''}`
        // --no-thin: it would fetch the old files, to send differences from them.
        await run(['push', '--porcelain', '--no-verify', '--no-thin', lease, 'mirror', `${commit}:${ref}`], {
          limit: networkLimit,
        })
        const removed = changes === null ? 0 : changes.split('\n').filter((line) => line.startsWith('D')).length
        const copied = changes === null ? order.files.length : changes.split('\n').length - removed
        return { commit, copied, removed }
      },
      order.pause,
      mostTries,
    )
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

type Runner = (args: string[], options?: GitOptions) => Promise<string>

/** The newest commit of the branch, with its trees and without its files. */
async function tipOf(
  run: Runner,
  env: Record<string, string>,
  aside: string,
  { branch, remote, look }: SiteBranch,
): Promise<string | null> {
  const words = ['--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--filter=blob:none']
  const answer = await git(aside, ['fetch', ...words, 'mirror', `+refs/heads/${branch}:refs/heads/tip`], {
    env,
    limit: networkLimit,
  })
  if (answer.code !== 0) {
    if (troubleOf(answer) === 'missing_branch') return null
    throw gitFailure(answer, masked(remote), branch)
  }
  const names = (await run(['ls-tree', '--name-only', 'refs/heads/tip'])).split('\n')
  if (!names.includes(sign)) {
    throw new Failure(
      `The branch \`${branch}\` of \`${masked(remote)}\` holds something that is no Candor page, such as ${names[0]}; nothing was pushed.\n  Expected a new branch, or one that only ./candor mirror writes to.`,
    )
  }
  look?.guard(names.includes(look.file) ? await run(['cat-file', 'blob', `refs/heads/tip:${look.file}`]) : null)
  return run(['rev-parse', 'refs/heads/tip^{commit}'])
}

async function treeOf(run: Runner, { folder, files }: SiteBranch): Promise<string> {
  const input = files.map((path) => `${join(folder, path)}\n`).join('')
  // --no-filters: a file goes as it is, whatever core.autocrlf says.
  const oids = (await run(['hash-object', '-w', '--no-filters', '--stdin-paths'], { input })).split('\n')
  await run(['read-tree', '--empty'])
  await run(['update-index', '-z', '--index-info'], {
    input: files.map((path, index) => `100644 ${oids[index]}\t${path}\0`).join(''),
  })
  return run(['write-tree'])
}

function author(now: Instant): Record<string, string> {
  const [name, email, date] = ['Candor', 'candor@users.noreply.github.com', `${now} +0000`]
  return {
    ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date },
    ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date },
  }
}

/** Git's settings for this remote alone, after those that the environment holds already. */
function settings(address: string, { ssh, token }: SiteBranch): Record<string, string> {
  const pairs: [string, string][] = [['remote.mirror.url', address]]
  if (token && /^https?:/.test(address)) {
    const basic = Buffer.from(token.includes(':') ? token : `x-access-token:${token}`).toString('base64')
    pairs.push([`http.${new URL(address).origin}/.extraheader`, `Authorization: Basic ${basic}`])
  }
  const first = Number(process.env['GIT_CONFIG_COUNT'] ?? 0) || 0
  const named = pairs.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ])
  return {
    ...Object.fromEntries(named),
    GIT_CONFIG_COUNT: String(first + pairs.length),
    ...(ssh === undefined ? {} : { GIT_SSH_COMMAND: ssh }),
  }
}
