import { Failure } from '../problem/problem.ts'
import { ask, git } from './git.ts'

/** A file that is not as it was; paths are relative to the folder that was asked about. */
export interface ChangedFile {
  path: string
  /** Before it was renamed. */
  from: string | null
  change: 'added' | 'changed' | 'removed' | 'renamed'
  /** What it is now: a file, a link to another place, or another repository. */
  kind: 'file' | 'link' | 'other'
}

/**
 * What differs below some paths between the commit that `base` and HEAD have in common and the files as they are here.
 * Throws a Failure (wrong use) when there is no such base.
 */
export async function changedFiles(
  root: string,
  base: string,
  below: readonly string[],
): Promise<{ base: string; files: ChangedFile[] }> {
  const start =
    (await ask(root, ['merge-base', '--', base, 'HEAD'])) ??
    (await ask(root, ['rev-parse', '--verify', `${base}^{commit}`]))
  if (start === null) {
    throw new Failure(
      `there is no commit \`${base}\` here to compare with.\n  Expected the base of the change, as in: --base origin/main\n  In a workflow the checkout needs: with: { fetch-depth: 2 }`,
      { exitCode: 2 },
    )
  }
  const [differing, fresh] = await Promise.all([
    git(root, [
      'diff',
      '--raw',
      '-z',
      '--relative',
      '--find-renames',
      '--ignore-submodules=none',
      start,
      '--',
      ...below,
    ]),
    git(root, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...below]),
  ])
  if (differing.code !== 0 || fresh.code !== 0)
    throw new Failure(`git could not compare: ${differing.stderr || fresh.stderr}`)
  const added = splitZero(fresh.stdout).map(
    (path): ChangedFile => ({ path, from: null, change: 'added', kind: 'file' }),
  )
  return { base: start, files: [...readRaw(splitZero(differing.stdout)), ...added] }
}

/** `:100644 120000 <oid> <oid> R086`, the path, and of a rename the new path. */
function readRaw(parts: readonly string[]): ChangedFile[] {
  const files: ChangedFile[] = []
  for (let index = 0; index < parts.length; ) {
    const [, mode = '', , , status = ''] = parts[index]!.split(' ')
    const renamed = status.startsWith('R') || status.startsWith('C')
    const path = parts[index + (renamed ? 2 : 1)]!
    files.push({
      path,
      from: status.startsWith('R') ? parts[index + 1]! : null,
      change: status.startsWith('R')
        ? 'renamed'
        : status === 'D'
          ? 'removed'
          : /^[AC]/.test(status)
            ? 'added'
            : 'changed',
      kind: mode === '120000' ? 'link' : mode === '160000' ? 'other' : 'file',
    })
    index += renamed ? 3 : 2
  }
  return files
}

/** Names of the files directly in a folder, as a commit has it. */
export async function namesAt(root: string, commit: string, folder: string): Promise<string[]> {
  const answer = await git(root, ['ls-tree', '-z', commit, '--', `${folder}/`])
  return splitZero(answer.stdout).flatMap((line) => {
    const [, path] = /^100\d+ blob \w+\t(.*)$/s.exec(line) ?? []
    return path === undefined ? [] : [path.slice(path.lastIndexOf('/') + 1)]
  })
}

/** The bytes of a file of a commit; null when it has none there. */
export async function fileAt(root: string, commit: string, path: string): Promise<Buffer | null> {
  const answer = await git(root, ['cat-file', 'blob', `${commit}:./${path}`])
  return answer.code === 0 ? answer.stdout : null
}

/**
 * Lines, from 1, that a file has and `base` has not. Empty too where the commit that is proposed does not have the file
 * as it is here: then nobody could point at these lines in it.
 */
export async function newLines(root: string, base: string, path: string): Promise<Set<number>> {
  const proposed = await ask(root, ['rev-parse', '--verify', '--quiet', `HEAD^2:./${path}`])
  if (proposed !== null && proposed !== (await ask(root, ['rev-parse', '--verify', '--quiet', `HEAD:./${path}`]))) {
    return new Set()
  }
  const text = await ask(root, [
    'diff',
    '--unified=0',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--text',
    base,
    '--',
    path,
  ])
  const lines = new Set<number>()
  for (const [, first, count] of (text ?? '').matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)) {
    for (let line = 0; line < Number(count ?? 1); line += 1) lines.add(Number(first) + line)
  }
  return lines
}

/** Tracked links below some paths. */
export async function trackedLinks(root: string, below: readonly string[]): Promise<string[]> {
  const answer = await git(root, ['ls-files', '-z', '--stage', '--', ...below])
  return splitZero(answer.stdout).flatMap((entry) =>
    entry.startsWith('120000 ') ? [entry.replace(/^[^\t]*\t/, '')] : [],
  )
}

function splitZero(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '')
}
