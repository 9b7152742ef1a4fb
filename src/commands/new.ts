import { type Command, Option } from 'commander'
import { noBraces } from '../incidents/braces.ts'
import { statusOfImpact } from '../incidents/impact.ts'
import { type Impact, impacts, type Post, type PostKind, type Update } from '../incidents/incident.ts'
import { postmortemOutline } from '../incidents/postmortem.ts'
import { Repeat } from '../incidents/repeat.ts'
import { slugOf } from '../incidents/slug.ts'
import { timeOfUpdate } from '../incidents/update-time.ts'
import { appendUpdate, writePost } from '../incidents/write.ts'
import { loadSnapshot } from '../page/load.ts'
import { Failure } from '../problem/problem.ts'
import { courseOf } from '../status/course.ts'
import { changePost, createPost } from '../store/post-file.ts'
import type { Instant } from '../time/instant.ts'
import { dateIn } from '../time/zone.ts'
import { contextOf } from './context.ts'
import { componentsFrom, nextFrom, severalOption, statusFrom, timeFrom } from './post-options.ts'
import { askComponents, askKind, given } from './post-prompts.ts'
import { type Desk, directly, openDesk, pickPost, tellWritten } from './posts.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  title?: string
  component?: string[]
  except?: string[]
  status?: string
  message?: string
  next?: string
  quiet?: boolean
  impact?: Impact
  start?: string
  end?: string
  repeat?: string
  until?: string
  id?: string
  draft?: boolean
  internal?: boolean
  direct?: boolean
}

const examples = `
Examples:
  ./candor new incident
  ./candor new incident --title "Errors on the API" --component api=partial --next 30m --message "One call in ten fails."
  ./candor new maintenance --title "Database upgrade" --component api --start "2026-11-28 02:00 UTC" \\
      --end "2026-11-28 04:00 UTC" --message "For up to ten minutes the API answers with an error."
  ./candor new notice --title "New address of our API" --until "2027-03-01 00:00 UTC" --message "..."
  ./candor new postmortem api            fills in what was seen and written, and when`

export function define(command: Command): void {
  command
    .argument('[what]', 'incident, maintenance, notice or postmortem')
    .argument('[id]', 'of a postmortem: the incident it is about')
    .option('--title <words>', 'what happens, in the words of those it happens to')
    .addOption(severalOption('--component <id=status>', 'what it affects; give it as often as you need'))
    .option('--status <status>', 'where an incident stands (default investigating)')
    .option('--message <text>', 'the first update, in Markdown')
    .option('--next <when>', 'when the next update comes: 30m, or a time')
    .option('--quiet', 'tells no subscriber')
    .addOption(new Option('--impact <impact>', 'when it does not follow from the components').choices([...impacts]))
    .option('--start <time>', 'of a maintenance')
    .option('--end <time>', 'of a maintenance')
    .option('--repeat <rrule>', 'of a maintenance, such as FREQ=MONTHLY;BYDAY=1SU')
    .addOption(severalOption('--except <date>', 'a day on which it does not repeat; as often as you need'))
    .option('--until <time>', 'of a notice: shown until then')
    .option('--draft', 'checked and not published')
    .option('--internal', 'only for the internal page')
    .option('--id <id>', 'the name of the file (default: the date and the title)')
    .addOption(directly())
    .addHelpText('after', examples)
    .action(async (named: string | undefined, id: string | undefined, options: Options) => {
      const { root, clock } = contextOf(options)
      const what = named ?? (await askKind(['incident', 'maintenance', 'notice', 'postmortem'])) ?? ''
      const desk = await openDesk(root)
      if (what === 'postmortem') return writePostmortem(desk, id, options, clock())
      if (what !== 'incident' && what !== 'maintenance' && what !== 'notice') {
        throw new Failure(
          `${what === '' ? 'new what?' : `\`new ${what}\`: there is no such thing.`}\n  Expected new incident, new maintenance, new notice or new postmortem ID`,
          { exitCode: 2 },
        )
      }
      const post = await draft(what, desk, options, clock())
      await tellWritten(desk, await create(desk, post, options.id), 'Report', options.direct)
    })
}

async function draft(kind: PostKind, { config }: Desk, options: Options, now: Instant): Promise<Post> {
  const { timezone } = config.site
  const at = timeOfUpdate(now, [])
  const examples = {
    incident: 'Elevated error rates on the API',
    maintenance: 'Database upgrade',
    notice: 'New address of our API',
  }
  const title = await given(options.title, 'title', 'What is it about?', examples[kind])
  const maintenance = kind === 'maintenance' ? await windowFrom(options, timezone) : null
  const words =
    options.component !== undefined || kind === 'notice' || options.title !== undefined
      ? (options.component ?? [])
      : await askComponents(config, kind === 'incident')
  const otherwise =
    kind === 'maintenance' ? 'under_maintenance' : options.impact === undefined ? null : statusOfImpact[options.impact]
  const components = componentsFrom(words, config, otherwise)
  const first = kind === 'maintenance' ? 'scheduled' : 'investigating'
  const status = options.status === undefined ? first : statusFrom(options.status, kind)
  const body = await given(
    options.message,
    'message',
    'What do you tell people?',
    'About 8% of API calls fail since 09:58 UTC.',
  )
  const next = options.next === undefined ? null : nextFrom(options.next, at, timezone)
  const update: Update = { ...noBraces, status, at, body, line: 0, next, quiet: options.quiet ?? false }
  const id = options.id ?? `${dateIn(timezone, maintenance?.start ?? now)}-${slugOf(title, kind)}`
  return {
    id,
    kind,
    title,
    impact: options.impact ?? null,
    components,
    updates: [update],
    draft: options.draft ?? false,
    audience: options.internal ? 'internal' : 'public',
    maintenance,
    until: options.until === undefined || kind !== 'notice' ? null : timeFrom('until', options.until, timezone),
    falseAlarm: [],
    language: null,
  }
}

async function windowFrom(options: Options, timezone: string): Promise<NonNullable<Post['maintenance']>> {
  const start = timeFrom(
    'start',
    await given(options.start, 'start', 'When does it start?', '2026-11-28 02:00 UTC'),
    timezone,
  )
  const end = timeFrom('end', await given(options.end, 'end', 'When does it end?', '2026-11-28 04:00 UTC'), timezone)
  if (end <= start)
    throw new Failure('the maintenance ends before it starts.\n  Expected --end after --start', { exitCode: 2 })
  const repeat = options.repeat ?? null
  if (repeat !== null) {
    try {
      new Repeat(repeat, start, timezone)
    } catch (error) {
      throw new Failure(
        `--repeat cannot be used: ${(error as Error).message}.\n  Expected an RRULE, as in: --repeat "FREQ=MONTHLY;BYDAY=1SU"`,
        { exitCode: 2, cause: error },
      )
    }
  }
  const { except } = options
  return except === undefined ? { start, end, repeat } : { start, end, repeat, except }
}

/** Writes the file under its id, or under the next free one unless the person chose it. */
async function create(desk: Desk, post: Post, chosen: string | undefined): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(post.id)) {
    throw new Failure(
      `\`--id ${post.id}\` makes a bad address.\n  Expected small letters, digits and hyphens, as in: --id ${slugOf(post.id)}`,
      { exitCode: 2 },
    )
  }
  const text = writePost(post, desk.config.site.timezone)
  for (let count = 1; count < 100; count += 1) {
    const id = count === 1 ? post.id : `${post.id}-${count}`
    if (await createPost(desk.root, id, text)) return id
    if (chosen !== undefined) break
  }
  throw new Failure(
    `incidents/${post.id}.md is there already; nothing was written.\n  Choose another name with --id, or add to it: ./candor update ${post.id}`,
  )
}

async function writePostmortem(desk: Desk, wanted: string | undefined, options: Options, now: Instant): Promise<void> {
  const use = 'a part of its name, as in: ./candor new postmortem api'
  const post = await pickPost(desk, wanted, ({ kind, updates }) => kind === 'incident' && !isExplained(updates), use)
  if (post.kind !== 'incident')
    throw new Failure(`${post.id} is a ${post.kind}; a postmortem is about an incident.`, { exitCode: 2 })
  const at = timeOfUpdate(now, post.updates, 'postmortem')
  const update: Update = {
    ...noBraces,
    status: 'postmortem',
    at,
    body: options.message ?? (await outlineOf(desk, post.id, now)),
    line: 0,
    quiet: options.quiet ?? false,
  }
  await changePost(desk.root, post.id, (text) => appendUpdate(text, update, desk.config.site.timezone))
  await tellWritten(desk, post.id, 'Explain', options.direct)
}

/** With what the checks saw and people wrote already filled in. */
async function outlineOf({ root, config }: Desk, id: string, now: Instant): Promise<string> {
  await bringResults(root)
  const { incidents } = await loadSnapshot(root, now, { audience: 'internal' })
  const entry = incidents.find(({ post }) => post === id)
  return postmortemOutline(entry === undefined ? undefined : courseOf(entry, config.site.timezone))
}

function isExplained(updates: readonly Update[]): boolean {
  return updates.some(({ status }) => status === 'postmortem')
}
