import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** Real repositories in a temporary folder, as the tests of git and of the workflows need them. */
export interface Ground {
  folder: string
  /** Address of a bare repository with a `main` branch. */
  origin: string
  /** Makes a clone of it; `options` as for git clone. */
  clone: (name: string, ...options: string[]) => string
  remove: () => void
}

export function git(folder: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', LC_ALL: 'C' }
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'protocol.file.allow=always']
  return execFileSync('git', [...who, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export function makeGround(files: Record<string, string> = { 'components.yml': 'candor: 1\n' }): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'candor-git-'))
  const bare = join(folder, 'origin.git')
  git(folder, 'init', '--quiet', '--bare', '-b', 'main', bare)
  // What GitHub allows to clones without files.
  git(bare, 'config', 'uploadpack.allowFilter', 'true')
  git(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  git(bare, 'config', 'receive.denyDeleteCurrent', 'ignore')
  const origin = `file://${bare}`
  const first = join(folder, 'first')
  git(folder, 'clone', '--quiet', origin, first)
  write(first, { 'README.md': '# Page\n', ...files })
  git(first, 'add', '-A')
  git(first, 'commit', '--quiet', '-m', 'Begin')
  git(first, 'push', '--quiet', 'origin', 'HEAD:main')
  const clone = (name: string, ...options: string[]) => {
    git(folder, 'clone', '--quiet', ...options, origin, join(folder, name))
    return join(folder, name)
  }
  return { folder, origin, clone, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** checks/ of a folder, by name. */
export function checksIn(root: string): Record<string, string> {
  const names = readdirSync(join(root, 'checks')).sort()
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, 'checks', name), 'utf8')]))
}

/** A file of a branch of the bare repository; null when it is not there. */
export function published(ground: Ground, branch: string, path: string): string | null {
  try {
    return git(join(ground.folder, 'origin.git'), 'show', `${branch}:${path}`)
  } catch {
    return null
  }
}

export function pathsOn(ground: Ground, branch: string): string[] {
  return git(join(ground.folder, 'origin.git'), 'ls-tree', '-r', '--name-only', branch).trim().split('\n')
}

/** Runs that a day file holds, sorted. */
export function runsIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.endsWith(',.'))
  return lines.map((line) => line.split(',')[1]!).sort()
}

export const header = 'time,run,api,end_mark\n'

export function row(time: string, run: string): string {
  return `${time},${run},187,.\n`
}
