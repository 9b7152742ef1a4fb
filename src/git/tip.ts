import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { movedFile } from '../checks/moved.ts'
import { git, networkLimit } from './git.ts'
import type { Repository } from './repository.ts'
import { gitFailure, troubleOf } from './trouble.ts'

/** A result file as the newest commit of the results branch has it. */
export interface TipFile {
  /** Name inside checks/. */
  name: string
  oid: string
}

/** The newest commit of the results branch. */
export interface Tip {
  commit: string
  files: TipFile[]
  /** The file that says where the results were moved to, by its object id; null when they are here. */
  moved: string | null
}

/** Results are plain files directly in checks/, with these names; anything else there is not ours to touch. */
export function isResultFile(name: string): boolean {
  return /^(FORMAT|[a-z0-9][a-z0-9-]*\.csv|last-good-components\.yml)$/.test(name)
}

/** Our own ref: neither the person's branches nor origin's are moved, and the next fetch is only the difference. */
export function ownRef(branch: string): string {
  return `refs/candor/${branch}`
}

/** Fetches the newest commit of `branch`; null when the remote has no such branch. Throws a Failure otherwise. */
export async function fetchTip(repository: Repository, branch: string): Promise<Tip | null> {
  const commit = await fetchBranch(repository, branch)
  if (commit === null) return null
  const files = await plainFiles(repository, commit, 'checks/', branch)
  const moved = files.find(({ name }) => name === movedFile)?.oid ?? null
  return { commit, files: files.filter(({ name }) => isResultFile(name)), moved }
}

/** The newest commit of `branch`, fetched; null when the remote has no such branch. */
export async function fetchBranch(repository: Repository, branch: string): Promise<string | null> {
  const { root, remote } = repository
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--refmap=', '--no-recurse-submodules']
  // A whole clone stays whole: `--depth` would write the cut into it, for the person's own branches too.
  if (repository.shallow) options.push('--depth=1')
  // What is new since our last fetch is little: it comes with its files, which spares asking for them one trip later.
  if (repository.partial && (await wasFetched(repository, branch))) options.push('--no-filter')
  const answer = await git(root, ['fetch', ...options, remote, `+refs/heads/${branch}:${ownRef(branch)}`], {
    limit: repository.patience ?? networkLimit,
  })
  if (answer.code !== 0) {
    if (troubleOf(answer) !== 'missing_branch') throw gitFailure(answer, remote, branch)
    await git(root, ['update-ref', '-d', ownRef(branch)])
    return null
  }
  return fetchedCommit(repository, branch)
}

async function wasFetched(repository: Repository, branch: string): Promise<boolean> {
  return (await looseRef(repository, branch)) !== null
}

async function fetchedCommit(repository: Repository, branch: string): Promise<string> {
  const loose = await looseRef(repository, branch)
  if (loose !== null) return loose
  const { root, remote } = repository
  const head = await git(root, ['rev-parse', '--verify', '--quiet', `${ownRef(branch)}^{commit}`])
  if (head.code !== 0) throw gitFailure(head, remote, branch)
  return head.stdout.toString('utf8').trim()
}

/**
 * What our ref names, read straight from its file: between a fetch and its push every start of git costs races. Null when
 * git keeps it elsewhere (packed, or in a table) and has to be asked.
 */
async function looseRef({ gitFolder }: Repository, branch: string): Promise<string | null> {
  const text = await readFile(join(gitFolder, ownRef(branch)), 'latin1').catch(() => '')
  return /^([0-9a-f]{40}|[0-9a-f]{64})\n$/.exec(text)?.[1] ?? null
}

/** The files directly in a folder of the page (`checks/`; empty: its own), by name. No links, no folders. */
export async function plainFiles(
  repository: Repository,
  commit: string,
  place: string,
  branch: string,
): Promise<TipFile[]> {
  const folder = `${repository.prefix}${place}`
  const listed = await git(repository.root, [
    'ls-tree',
    '--full-tree',
    '-z',
    commit,
    ...(folder === '' ? [] : ['--', folder]),
  ])
  if (listed.code !== 0) throw gitFailure(listed, repository.remote, branch)
  return listed.stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, oid, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? []
      const name = path?.slice(folder.length)
      // A link on the branch could name any file of the machine that reads it.
      return oid && name && mode?.startsWith('100') ? [{ name, oid }] : []
    })
}

/** The text of files of a commit, by object id. In a partial clone they are fetched together, not one by one. */
export async function readFiles(repository: Repository, oids: string[]): Promise<Map<string, string>> {
  if (oids.length === 0) return new Map()
  if (repository.partial) await fetchFiles(repository, oids)
  const answer = await git(repository.root, ['cat-file', '--batch'], {
    input: `${oids.join('\n')}\n`,
    limit: networkLimit,
  })
  if (answer.code !== 0) throw gitFailure(answer, repository.remote)
  const texts = new Map(splitBatch(answer.stdout))
  // In a partial clone git says `missing` and exits with 0 when the network drops here: never an empty file.
  const missing = oids.find((oid) => !texts.has(oid))
  if (missing !== undefined) throw filesMissing(repository, missing, answer.stderr)
  return texts
}

function filesMissing({ remote }: Repository, oid: string, stderr: string): Error {
  const words = `${stderr}\nerror: ${oid} did not arrive: the remote end hung up unexpectedly`
  return gitFailure({ code: 128, stdout: Buffer.alloc(0), stderr: words }, remote)
}

async function fetchFiles({ root, remote }: Repository, oids: string[]): Promise<void> {
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--filter=blob:none']
  const skipping = ['-c', 'fetch.negotiationAlgorithm=noop']
  const missing = await git(root, ['cat-file', '--batch-check=%(objectname)', '--batch-all-objects', '--unordered'])
  const here = new Set(missing.code === 0 ? missing.stdout.toString('latin1').split('\n') : [])
  const wanted = oids.filter((oid) => !here.has(oid))
  if (wanted.length === 0) return
  // When this fails, cat-file asks for each by itself: slower, and with its own words.
  await git(root, [...skipping, 'fetch', ...options, '--stdin', remote], {
    input: `${wanted.join('\n')}\n`,
    limit: networkLimit,
  })
}

/** `<oid> blob <size>\n<bytes>\n`, again and again. */
function* splitBatch(output: Buffer): Generator<[string, string]> {
  let at = 0
  while (at < output.length) {
    const end = output.indexOf('\n', at)
    const [oid = '', type, size] = output.toString('utf8', at, end).split(' ')
    at = end + 1
    if (type !== 'blob') continue
    const length = Number(size)
    yield [oid, output.toString('utf8', at, at + length)]
    at += length + 1
  }
}
