import { spawn } from 'node:child_process'
import process from 'node:process'
import { masked } from './mask.ts'

/** What one run of git gave. `stderr` is fit to be shown: credentials in addresses are masked. */
export interface GitAnswer {
  /** Null when git was ended by the time limit or could not be started. */
  code: number | null
  stdout: Buffer
  stderr: string
}

export interface GitOptions {
  input?: string | Buffer
  env?: Record<string, string>
  /** Seconds until git is ended. */
  limit?: number
}

/** Long enough for a slow network, short enough for a job of ten minutes. */
export const networkLimit = 120
const localLimit = 60

/**
 * Every run gets these: nothing asks, nothing runs that the repository brought along (hooks, file watchers),
 * a stalled transfer ends, and an index is always one plain file.
 */
const settings = Object.entries({
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.splitIndex': 'false',
  'core.untrackedCache': 'false',
  'core.askPass': '',
  'index.sparse': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'advice.detachedHead': 'false',
  'push.followTags': 'false',
  'push.gpgSign': 'false',
  'submodule.recurse': 'false',
  'http.lowSpeedLimit': '500',
  'http.lowSpeedTime': '30',
}).flatMap(([key, value]) => ['-c', `${key}=${value}`])

/** Set by git for its own hooks and aliases; inherited, they would point us at another repository or index. */
const foreign = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_QUARANTINE_PATH',
  'GIT_TRACE',
  'GIT_EDITOR',
  'LANGUAGE',
]

function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of foreign) delete env[name]
  return { ...env, GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS_REQUIRE: 'never', LC_ALL: 'C', ...extra }
}

/** Runs git in a folder, never through a shell. Does not throw for what git says: the caller reads `code`. */
export function git(folder: string, args: string[], options: GitOptions = {}): Promise<GitAnswer> {
  const limit = (options.limit ?? localLimit) * 1000
  return new Promise((resolve) => {
    const child = spawn('git', [...settings, ...args], { cwd: folder, env: environment(options.env ?? {}) })
    const out: Buffer[] = []
    const err: Buffer[] = []
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 2000).unref()
    }, limit)
    const end = (code: number | null, more: string) => {
      clearTimeout(timer)
      resolve({ code, stdout: Buffer.concat(out), stderr: masked(Buffer.concat(err).toString('utf8') + more).trim() })
    }
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    child.on('error', (error) => end(null, `cannot start git: ${error.message}`))
    child.on('close', (code) => end(late ? null : code, late ? `\ngit was ended after ${limit / 1000} s` : ''))
    // Git may end before it has read all: its exit code tells, not the broken pipe.
    child.stdin.on('error', () => {})
    child.stdin.end(options.input ?? '')
  })
}

/** What git printed, without the last newline; null when it failed. For questions whose "no" is an answer. */
export async function ask(folder: string, args: string[], options: GitOptions = {}): Promise<string | null> {
  const answer = await git(folder, args, options)
  return answer.code === 0 ? answer.stdout.toString('utf8').replace(/\n$/, '') : null
}
