import process from 'node:process'
import type { Command } from 'commander'
import { openGitHub } from '../github/client.ts'
import { placeFrom } from '../github/place.ts'
import { Failure } from '../problem/problem.ts'
import { contextOf } from './context.ts'
import { postComment } from './post-comment.ts'
import { postDirect } from './post-direct.ts'
import { postDispatch } from './post-dispatch.ts'
import { readEvent } from './post-event.ts'
import { severalOption } from './post-options.ts'
import { pushWaiting } from './post-push.ts'

interface Options {
  root: string
  now?: string
  event?: string
  direct?: boolean
  to?: string[]
  push?: boolean
}

/** Seconds; page.yml takes a minute or two, and may have to wait for one that is at work. */
const patience = 5 * 60

const help = `
Run by post.yml: posts what a comment under an issue of this page says, or what was dispatched.

When GitHub is down, from any clone with what it takes to reach the second host:
  ./candor post --direct new incident --title "Errors on the API" --component api=partial --message "One call in ten fails."
  ./candor post --direct update api --status identified --message "A bad deploy; we are rolling back."
  ./candor post --direct resolve api
  ./candor post --direct                 what was written in incidents/ by hand
  ./candor post --push                   when GitHub is back: commits what it does not have yet, once`

export function define(command: Command): void {
  command
    .argument('[words...]', 'with --direct: what to write, as for `new`, `update` or `resolve`')
    .option('--event <file>', "the event (default: GitHub Actions' own, GITHUB_EVENT_PATH)")
    .option('--direct', 'without GitHub: write it, build the page, copy it to the second host')
    .addOption(severalOption('--to <place>', 'with --direct: the second host (default: mirrors in components.yml)'))
    .option('--push', 'commit to main what --direct could not')
    .allowUnknownOption()
    .addHelpText('after', help)
    .action(async (words: string[], options: Options) => {
      const { root, clock, ahead } = contextOf(options)
      if (options.direct) {
        await postDirect(words, { root, now: options.now, clock, ahead, to: options.to ?? [] })
        return
      }
      if (words.length > 0) throw unexpected(words)
      if (options.push) {
        await pushWaiting(root, clock)
        return
      }
      const { GITHUB_EVENT_PATH: path, GITHUB_EVENT_NAME: name, GITHUB_RUN_ID: run } = process.env
      const { name: kind, event } = await readEvent(options.event ?? path, name)
      const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: slug } = process.env
      const posting = {
        root,
        clock,
        wait: patience,
        run: run && server && slug ? `${server}/${slug}/actions/runs/${run}` : null,
        github: () => openGitHub(placeFrom(process.env)),
      }
      if (kind === 'issue_comment') await postComment(event, posting)
      else await postDispatch(event, run ?? 'by-hand', posting)
    })
}

/** Words and flags that belong to --direct alone. */
function unexpected(words: readonly string[]): Failure {
  return new Failure(
    `\`post ${words.join(' ')}\`: words are taken with --direct alone.\n  Expected it as in: ./candor post --direct update api --message "We are on it."`,
    { exitCode: 2 },
  )
}
