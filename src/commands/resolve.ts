import type { Command } from 'commander'
import { noBraces } from '../incidents/braces.ts'
import type { Post, Update } from '../incidents/incident.ts'
import { occurrences } from '../incidents/maintenance.ts'
import { writeTime } from '../incidents/times.ts'
import { timeOfUpdate } from '../incidents/update-time.ts'
import { appendUpdate } from '../incidents/write.ts'
import { Failure } from '../problem/problem.ts'
import { changePost } from '../store/post-file.ts'
import type { Instant } from '../time/instant.ts'
import { contextOf, note } from './context.ts'
import { type Desk, directly, isPending, openDesk, pickPost, tellWritten } from './posts.ts'

interface Options {
  root: string
  now?: string
  message?: string
  quiet?: boolean
  direct?: boolean
}

const examples = `
Examples:
  ./candor resolve api --message "All calls succeed since 10:38 UTC."
  ./candor resolve database-upgrade      of a maintenance before its start: calls it off`

export function define(command: Command): void {
  command
    .argument('[id]', 'the incident, or the maintenance that is done; a part of its name will do')
    .option('--message <text>', 'a last word, in Markdown')
    .option('--quiet', 'tells no subscriber')
    .addOption(directly())
    .addHelpText('after', examples)
    .action(async (id: string | undefined, options: Options) => {
      const { root, clock } = contextOf(options)
      const desk = await openDesk(root)
      const use = 'a part of its name, as in: ./candor resolve api'
      const post = await pickPost(desk, id, (one) => isPending(one, clock()), use)
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
      const at = timeOfUpdate(clock(), post.updates, status)
      const update: Update = {
        ...noBraces,
        status,
        at,
        body: options.message ?? '',
        line: 0,
        quiet: options.quiet ?? false,
      }
      await changePost(root, post.id, (text) => appendUpdate(text, update, desk.config.site.timezone))
      tellCalledOff(post, desk, at)
      await tellWritten(desk, post.id, 'Resolve', options.direct)
    })
}

/** What is completed before it begins does not take place: said aloud, for it may not have been meant. */
function tellCalledOff(post: Post, { config }: Desk, at: Instant): void {
  const { timezone } = config.site
  const done: Update = { ...noBraces, status: 'completed', at, body: '', line: 0 }
  const windows = occurrences({ ...post, updates: [...post.updates, done] }, timezone, at)
  const off = windows.find(({ calledOff }) => calledOff === at)
  if (off !== undefined) note(`It has not begun: this calls off ${writeTime(off.planned.start, timezone)}.`)
}
