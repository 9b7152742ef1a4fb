import type { Command } from 'commander'
import { noBraces } from '../incidents/braces.ts'
import type { Update } from '../incidents/incident.ts'
import { timeOfUpdate } from '../incidents/update-time.ts'
import { statusesOf } from '../incidents/words.ts'
import { appendUpdate } from '../incidents/write.ts'
import { Failure } from '../problem/problem.ts'
import { changePost } from '../store/post-file.ts'
import { contextOf } from './context.ts'
import { componentsFrom, nextFrom, severalOption, statusFrom, timeFrom } from './post-options.ts'
import { askStatus, given } from './post-prompts.ts'
import { directly, isPending, openDesk, pickPost, tellWritten } from './posts.ts'

interface Options {
  root: string
  now?: string
  component?: string[]
  status?: string
  message?: string
  next?: string
  quiet?: boolean
  direct?: boolean
  start?: string
  end?: string
}

const examples = `
Examples:
  ./candor update api --status identified --next 30m --message "A bad deploy; we are rolling back."
  ./candor update api --component web=ok --message "The website is well again."
  ./candor update database-upgrade --end "2026-11-28 05:00 UTC" --message "We need an hour more."`

export function define(command: Command): void {
  command
    .argument('[id]', 'the incident or maintenance; a part of its name will do')
    .option('--status <status>', 'where it stands now (default: as before)')
    .option('--message <text>', 'the update, in Markdown')
    .addOption(severalOption('--component <id=status>', 'what changed; give it as often as you need'))
    .option('--next <when>', 'when the next update comes: 30m, or a time')
    .option('--quiet', 'tells no subscriber')
    .option('--start <time>', 'moves this occurrence of a maintenance')
    .option('--end <time>', 'moves the end of this occurrence')
    .addOption(directly())
    .addHelpText('after', examples)
    .action(async (id: string | undefined, options: Options) => {
      const { root, clock } = contextOf(options)
      const desk = await openDesk(root)
      const use = 'a part of its name, as in: ./candor update api'
      const post = await pickPost(desk, id, (one) => isPending(one, clock()), use)
      const { timezone } = desk.config.site
      if (post.kind === 'notice') {
        throw new Failure(`${post.id} is a notice, which has no updates.\n  Edit incidents/${post.id}.md instead`, {
          exitCode: 2,
        })
      }
      if (post.kind === 'incident' && (options.start ?? options.end) !== undefined) {
        throw new Failure(`--start and --end move a maintenance; ${post.id} is an incident.`, { exitCode: 2 })
      }
      const before = post.updates.findLast(({ status }) => status !== 'postmortem')?.status ?? statusesOf(post.kind)[0]!
      const status =
        options.status !== undefined
          ? statusFrom(options.status, post.kind)
          : options.message !== undefined
            ? before
            : await askStatus(statusesOf(post.kind), before)
      const at = timeOfUpdate(clock(), post.updates, status)
      const components = componentsFrom(
        options.component ?? [],
        desk.config,
        post.kind === 'maintenance' ? 'under_maintenance' : null,
      )
      const body = await given(
        options.message,
        'message',
        'What do you tell people?',
        'A bad deploy; we are rolling back.',
      )
      const time = (flag: 'start' | 'end') =>
        options[flag] === undefined ? null : timeFrom(flag, options[flag], timezone)
      const next = options.next === undefined ? null : nextFrom(options.next, at, timezone)
      const update: Update = {
        ...noBraces,
        status,
        at,
        body,
        line: 0,
        components,
        next,
        quiet: options.quiet ?? false,
        start: time('start'),
        end: time('end'),
      }
      await changePost(root, post.id, (text) => appendUpdate(text, update, timezone))
      await tellWritten(desk, post.id, 'Update', options.direct)
    })
}
