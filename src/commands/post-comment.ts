import process from 'node:process'
import { readComment } from '../comments/command.ts'
import { decide } from '../comments/decide.ts'
import { type Marker, readMarker } from '../comments/marker.ts'
import type { Surroundings } from '../comments/option.ts'
import type { Config } from '../config/config.ts'
import type { Pause } from '../git/tries.ts'
import type { GitHub } from '../github/client.ts'
import { react, sayOnce } from '../github/comments.ts'
import { noreplyAddress } from '../github/noreply.ts'
import { permissionOf } from '../github/permission.ts'
import { Failure } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import type { Clock } from '../time/clock.ts'
import { note, print } from './context.ts'
import type { CommentEvent } from './post-event.ts'
import { answerTo, follow } from './post-tell.ts'
import { write } from './post-write.ts'
import { bringResults } from './results.ts'

export interface Posting {
  root: string
  clock: Clock
  /** Opened only when there is something to ask. */
  github: () => Promise<GitHub>
  /** Seconds to wait for the page at most. */
  wait: number
  /** Address of this run, for those whose words failed. */
  run: string | null
  /** Milliseconds that a second of waiting takes. */
  pace?: number
  pause?: Pause
}

/** The account that GITHUB_TOKEN speaks for, on github.com and on an Enterprise Server. */
const ourBot = 'github-actions[bot]'

/** Does what a comment says, if it says anything and its writer may; answers only then. */
export async function postComment(event: CommentEvent, posting: Posting): Promise<void> {
  const { comment, issue } = event
  const { root, run } = posting
  const silent = (why: string) => print(`Nothing to do: ${why}.`)
  const writer = comment.user
  if (event.action !== 'created') return silent('the comment is not new')
  if (issue.pull_request !== undefined) return silent('it is on a pull request')
  if (writer == null || writer.type !== 'User') return silent('no person wrote it')
  const marker = readMarker(issue.body ?? '')
  if (marker === null) return silent('the issue is about no outage or incident of this page')
  const { config } = await loadConfig(root)
  if (readComment(comment.body, aroundOf(event, config)) === null) return silent('it is no command')

  const github = await posting.github()
  const mayWrite = async (login: string) => ['admin', 'write'].includes(await permissionOf(github, login))
  if (!(await mayWrite(writer.login))) return silent(`@${writer.login} may not write to this repository`)
  const author = issue.user?.login ?? ''
  const isOurs =
    (issue.user?.type === 'Bot' && author === ourBot) || (issue.user?.type === 'User' && (await mayWrite(author)))
  if (!isOurs) return silent(`the issue was opened by @${author}, whose word does not name an outage`)

  await seen(github, comment.id)
  const say = (text: string) => answer(github, event, text)
  try {
    const text = await carryOut(event, marker, github, posting)
    await say(text)
    print(text)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await say(answerTo(error, run)).catch((second: Error) => note(`candor: ${second.message}`))
    throw error
  }
}

async function carryOut(event: CommentEvent, marker: Marker, github: GitHub, posting: Posting): Promise<string> {
  const { comment, issue } = event
  const { root, clock, wait, pace, pause } = posting
  const { login, id } = comment.user!
  await bringResults(root)
  const about = `Written by @${login} on issue #${issue.number}:\n${comment.html_url}`
  const outcome = await write(root, {
    // Clocks differ: what was just said is not in the future.
    now: Math.max(clock(), comment.created_at),
    key: `comment-${comment.id}`,
    about,
    at: comment.created_at,
    author: { name: login, email: noreplyAddress(id, login, process.env) },
    pause,
    // Read with the components of the newest main: one may have been added just now.
    decide: (desk) => {
      const said = readComment(comment.body, aroundOf(event, desk.config))
      if (said === null) return { kind: 'nothing', id: null, message: 'This is no command.' }
      if (said.kind === 'mistake') return said
      return decide(said, { marker, by: login, at: comment.created_at }, desk)
    },
  })
  return follow(outcome, { root, clock, github, wait, pace, about })
}

function aroundOf({ comment }: CommentEvent, { components, site }: Config): Surroundings {
  return { components, at: comment.created_at, timezone: site.timezone }
}

/** At once, so that nobody waits in the dark. Words are not lost for a sign that could not be given. */
async function seen(github: GitHub, comment: number): Promise<void> {
  try {
    await react(github, comment, 'eyes')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    note(`candor: ${error.message}`)
  }
}

/** One answer a comment, however often it is delivered. */
async function answer(github: GitHub, { comment, issue }: CommentEvent, text: string): Promise<void> {
  const mark = `<!-- candor:answer:${comment.id} -->`
  await sayOnce(github, issue.number, `${text}\n\n${mark}`, mark)
}
