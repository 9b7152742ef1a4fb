import process from 'node:process'
import type { Command } from 'commander'
import { openGitHub } from '../github/client.ts'
import { placeFrom } from '../github/place.ts'
import { contextOf } from './context.ts'
import { postComment } from './post-comment.ts'
import { postDispatch } from './post-dispatch.ts'
import { readEvent } from './post-event.ts'

interface Options {
  root: string
  now?: string
  event?: string
}

/** Seconds; page.yml takes a minute or two, and may have to wait for one that is at work. */
const patience = 5 * 60

export function define(command: Command): void {
  command
    .option('--event <file>', "the event (default: GitHub Actions' own, GITHUB_EVENT_PATH)")
    .addHelpText(
      'after',
      '\nRun by post.yml: posts what a comment under an issue of this page says, or what was dispatched.',
    )
    .action(async (options: Options) => {
      const { root, clock } = contextOf(options)
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
