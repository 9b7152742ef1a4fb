import { spawn } from 'node:child_process'
import process from 'node:process'
import { masked } from '../git/mask.ts'
import { Failure } from '../problem/problem.ts'

/** What a program gave. `err` is fit to be shown. */
export interface Answer {
  /** Null when it was ended by the time limit. */
  code: number | null
  out: string
  err: string
}

export interface Run {
  input?: string
  env?: Record<string, string | undefined>
  /** Seconds until it is ended. */
  limit?: number
}

/** Long enough for a first copy of a large page, short enough for a step of a workflow. */
export const copyLimit = 600

/** Environment names of this folder whose values are nobody else's business. */
export const secretNames = ['MIRROR_SSH_KEY', 'MIRROR_GIT_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const

/** Runs a program, never through a shell. Throws a Failure only when it is not installed. */
export function runProgram(name: 'rsync' | 'rclone', args: string[], run: Run = {}): Promise<Answer> {
  const limit = (run.limit ?? copyLimit) * 1000
  return new Promise((settle, fail) => {
    const child = spawn(name, args, { env: { ...process.env, LC_ALL: 'C', ...run.env } })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGTERM')
    }, limit)
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      fail(error.code === 'ENOENT' ? missing(name, error) : error)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      const said = Buffer.concat(err).toString('utf8') + (late ? `${name} was ended after ${limit / 1000} s` : '')
      settle({ code: late ? null : code, out: Buffer.concat(out).toString('utf8'), err: withoutSecrets(said).trim() })
    })
    // It may end before it has read all: its exit code tells, not the broken pipe.
    child.stdin.on('error', () => {})
    child.stdin.end(run.input ?? '')
  })
}

function missing(name: string, cause: Error): Failure {
  return new Failure(
    `There is no \`${name}\` here, which copies the page to this kind of place.\n  Install it: sudo apt-get install ${name}   or: brew install ${name}`,
    { cause },
  )
}

/** Programs repeat what they were told; nothing secret of that is shown. */
export function withoutSecrets(text: string): string {
  const values = secretNames.flatMap((name) => process.env[name]?.trim() || [])
  return masked(values.reduce((rest, value) => rest.replaceAll(value, '***'), text))
}

/** The last lines of what a program said, below a sentence of ours. */
export function itsWords(name: string, { err }: Pick<Answer, 'err'>): string {
  // Without the figures that rclone ends with.
  const lines = err
    .split('\n')
    .filter((line) => !/^\s*$|^(Transferred|Errors|Checks|Elapsed time):|NOTICE: Config/.test(line))
  return lines.length === 0
    ? ''
    : `\n  ${name} says:${lines
        .slice(-4)
        .map((line) => `\n    ${line.slice(0, 300)}`)
        .join('')}`
}
