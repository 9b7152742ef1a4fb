import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Git as it is, without the user's own settings. */
export function git(folder: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  const who = ['-c', 'user.name=Candor', '-c', 'user.email=candor@users.noreply.github.com']
  return execFileSync('git', [...who, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
}

/** An empty bare repository that can be cloned in part, as GitHub's can. */
export function bare(path: string): string {
  mkdirSync(path, { recursive: true })
  git(path, 'init', '--quiet', '--bare', '--initial-branch=main')
  for (const key of ['uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant']) git(path, 'config', key, 'true')
  git(path, 'config', 'gc.auto', '0')
  return path
}

/** Megabytes of a repository's pack, packed as a host does it now and then: from scratch. Its index is not counted. */
export function packed(path: string): number {
  git(path, 'repack', '-a', '-d', '-f', '--quiet')
  const packs = readdirSync(join(path, 'objects/pack')).filter((name) => name.endsWith('.pack'))
  return packs.reduce((sum, name) => sum + statSync(join(path, 'objects/pack', name)).size, 0) / 1e6
}

/** Megabytes of the files of a commit. */
export function filesOf(path: string, commit: string): number {
  const lines = git(path, 'ls-tree', '-r', '-l', commit).split('\n')
  return lines.reduce((sum, line) => sum + Number(line.split(/\s+/)[3]), 0) / 1e6
}

/** The branch `from` of one repository as `to` of another. */
export function copyBranch(from: string, ref: string, path: string, to: string): void {
  git(path, 'fetch', '--quiet', '--no-tags', from, `+${ref}:refs/heads/${to}`)
}

/** The branch as a weekly squash leaves it just before the next: one commit, and a week of runs on it. By plain git. */
export function squashed(from: string, path: string, runsSince: number): string {
  const trees = git(from, 'log', '--first-parent', '--format=%T', '-n', String(runsSince + 1), 'main')
    .split('\n')
    .reverse()
  const input = trees.map(
    (tree, at) =>
      `commit refs/heads/squashed\ncommitter Candor <candor@users.noreply.github.com> ${1_700_000_000 + at * 300} +0000\ndata 7\nAll up\n\n` +
      `M 040000 ${tree} \n\n`,
  )
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: from, input: input.join(''), maxBuffer: 1 << 30 })
  copyBranch(from, 'refs/heads/squashed', bare(path), 'status-data')
  return path
}
