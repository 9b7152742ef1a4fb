import { appendFile } from 'node:fs/promises'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { handover, type ListedRun } from '../advice/relay.ts'
import type { Instant } from '../time/instant.ts'

/** What GitHub Actions tells every step. */
type Environment = Record<string, string | undefined>

/** The little of GitHub that the relay needs; a simulation puts its own in place. */
export interface Relay {
  /** The newest runs of this workflow. */
  look: () => Promise<ListedRun[]>
  /** Starts a run of it on main. */
  start: () => Promise<void>
  pause: (seconds: number) => Promise<void>
  now: () => Instant
  say: (line: string) => void
}

/** How it went: `asked` when GitHub took the order and shows no run for it yet, `none` when it took none. */
export type PassedOn = 'waits' | 'rest' | 'asked' | 'none'

/** Seconds between one look and the next. */
const pauses = [3, 5, 8, 14, 20, 30]
/** A run that was just started may take so many seconds to be listed; only then was it lost, and is started again. */
const listedWithin = 30

/**
 * Sees to it that a run waits behind `me`: looks, starts one if there is none, and looks again until it is there. Calls
 * that fail are made again at the next look.
 */
export async function passOn(relay: Relay, me: number): Promise<PassedOn> {
  let asked: Instant | null = null
  for (const [index, pause] of [...pauses, 0].entries()) {
    try {
      const step = handover(await relay.look(), me, relay.now())
      if (step !== 'start') return step
      if (asked === null || relay.now() - asked >= listedWithin) {
        await relay.start()
        asked = relay.now()
      }
    } catch (error) {
      relay.say(`Try ${index + 1} of ${pauses.length + 1}: ${(error as Error).message}`)
    }
    if (index < pauses.length) await relay.pause(pause)
  }
  return asked === null ? 'none' : 'asked'
}

const sentences: Record<PassedOn, string> = {
  waits: 'The next run waits for this one to end.',
  asked: 'The next run was asked for; GitHub does not list it yet.',
  rest: '::warning title=The relay rests::The last three runs failed at once, so this one starts no other. The schedule goes on trying; look at what they say.',
  none: '::warning title=The relay was not passed on::GitHub started no next run. The schedule will; if this comes again, see whether the job has `actions: write`.',
}

/** The step of checks.yml: tells the outcome as the output `next`, and people in a sentence. Gives the exit code. */
export async function keepRelay(env: Environment, pace = 1000): Promise<0 | 1> {
  const passed = await passOn(relayOf(env, pace), Number(env['GITHUB_RUN_ID']))
  if (env['GITHUB_OUTPUT']) await appendFile(env['GITHUB_OUTPUT'], `next=${passed}\n`)
  say(sentences[passed])
  return passed === 'none' ? 1 : 0
}

/** One answer of GitHub's may take so many milliseconds. */
const limit = 20_000

/** Speaks to GitHub with nothing but Node, so that the relay is passed on also when nothing could be installed. */
function relayOf(env: Environment, pace: number): Relay {
  const file = /\/([^/@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? 'checks.yml'
  const workflow = `${env['GITHUB_API_URL']}/repos/${env['GITHUB_REPOSITORY']}/actions/workflows/${file}`
  const ask = async (path: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${workflow}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${env['GITHUB_TOKEN']}`, accept: 'application/vnd.github+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limit),
    })
    if (answer.ok) return answer
    await answer.body?.cancel()
    throw new Error(`GitHub answers ${answer.status}.`)
  }
  return {
    look: async () => {
      const answer = await ask('/runs?per_page=50&exclude_pull_requests=true')
      return ((await answer.json()) as { workflow_runs: RunInAnswer[] }).workflow_runs.map(listed)
    },
    start: async () => {
      await ask('/dispatches', { ref: 'main' })
    },
    pause: async (seconds) => {
      await wait(seconds * pace)
    },
    now: () => Math.floor(Date.now() / 1000),
    say,
  }
}

/** What is used of a run in GitHub's answer. */
interface RunInAnswer {
  id: number
  status: string
  conclusion: string | null
  updated_at: string
}

function listed({ id, status, conclusion, updated_at }: RunInAnswer): ListedRun {
  return { id, status, conclusion, ended: Date.parse(updated_at) / 1000 }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
