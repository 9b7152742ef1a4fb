import type { Command } from 'commander'
import { noBraces } from '../incidents/braces.ts'
import type { Update } from '../incidents/incident.ts'
import { appendUpdate } from '../incidents/write.ts'
import { Failure } from '../problem/problem.ts'
import { changePost } from '../store/post-file.ts'
import { contextOf } from './context.ts'
import { timeOfUpdate } from './post-options.ts'
import { findPost, openDesk, tellWritten } from './posts.ts'

interface Options {
  root: string
  now?: string
  message?: string
  quiet?: boolean
}

export function define(command: Command): void {
  command
    .argument('<id>', 'the incident, or the maintenance that is done; the beginning of its name will do')
    .option('--message <text>', 'a last word, in Markdown')
    .option('--quiet', 'tells no subscriber')
    .action(async (id: string, options: Options) => {
      const { root, clock } = contextOf(options)
      const desk = await openDesk(root)
      const post = findPost(desk.posts, id)
      if (post.kind === 'notice') {
        throw new Failure(
          `${post.id} is a notice, which is not resolved.\n  Give it an \`until:\` in incidents/${post.id}.md instead`,
          { exitCode: 2 },
        )
      }
      const last = post.updates.findLast(({ status }) => status !== 'postmortem')
      if (last?.status === 'resolved')
        throw new Failure(`${post.id} is resolved already; nothing was written.`, { exitCode: 2 })
      const status = post.kind === 'maintenance' ? 'completed' : 'resolved'
      const at = timeOfUpdate(clock(), post.updates)
      const update: Update = {
        ...noBraces,
        status,
        at,
        body: options.message ?? '',
        line: 0,
        quiet: options.quiet ?? false,
      }
      await changePost(root, post.id, (text) => appendUpdate(text, update, desk.config.site.timezone))
      await tellWritten(desk, post.id, 'Resolve')
    })
}
