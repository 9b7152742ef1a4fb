import { statusTitles } from '../incidents/words.ts'
import { asBlock, inCode } from './markdown.ts'
import type { Report, ReportChannel, ReportPost, ReportProblem, ReportUpdate } from './report.ts'
import { counted, shownWords, statusWords, timeWords } from './sentences.ts'

/** Where the preview is, and what it is of. All of it ours: addresses made of numbers that GitHub gave us. */
export interface Around {
  /** The commit that was looked at. */
  commit: string | null
  /** The home page as it will be, as one file that opens in the browser. */
  home: string | null
  /** The whole site, zipped. */
  site: string | null
}

/** GitHub takes 65,536 characters. */
const longest = 60_000

/** What a report says, in Markdown for GitHub. Nothing in the report can become markup, a mention or a link. */
export function commentOf(report: Report, around: Around): string {
  const errors = report.problems.filter(({ severity }) => severity === 'error').length
  const blocks = [
    ...mendBlocks(report, errors),
    '### What visitors will see',
    bannerLine(report),
    ...componentBlocks(report),
    ...report.posts.flatMap((post) => postBlocks(post, report.timezone)),
    ...leftOut(report.leftOut.posts, 'more post'),
    '### Who will be told',
    ...toldBlocks(report),
  ]
  const end = footer(around)
  return `${within(longest - end.length - 100, blocks).join('\n\n')}\n\n${end}\n`
}

/** Whole blocks only, so that no fence is cut open. */
function within(length: number, blocks: readonly string[]): string[] {
  let left = length
  const kept = blocks.filter((block) => {
    left -= block.length + 2
    return left >= 0
  })
  return kept.length === blocks.length ? kept : [...kept, 'There is more; the preview has it all.']
}

function mendBlocks({ problems, leftOut: { problems: more }, elsewhere }: Report, errors: number): string[] {
  const beside =
    elsewhere === 0
      ? []
      : [`Other files of the page have ${counted(elsewhere, 'mistake')} too; \`./candor validate\` tells them.`]
  if (problems.length === 0) return beside
  const title = errors === 0 ? '### To look at' : `### To mend: ${counted(errors, 'mistake')}`
  return [title, ...problems.map(problemBlock), ...leftOut(more, 'more line to mend', 'more lines to mend'), ...beside]
}

function problemBlock({ file, line, column, severity, message, hint }: ReportProblem): string {
  const word = severity === 'warning' ? 'warning: ' : ''
  const below = hint.trim() === '' ? '' : `\n${asBlock(hint, 'text', '  ')}`
  return `- ${inCode(`${file}:${line}:${column}`)} ${word}${sentence(message)}${below}`
}

/** Our sentences quote with backticks, which would only be in the way inside code. */
export function sentence(message: string): string {
  return inCode(message.replaceAll('`', "'"))
}

function bannerLine({ banner: { before, after } }: Report): string {
  if (before.text === after.text) return `**Banner:** ${inCode(after.text)}, as now.`
  return `**Banner:** ${inCode(after.text)} (now ${inCode(before.text)})`
}

function componentBlocks({ components, leftOut: { components: more } }: Report): string[] {
  if (components.length === 0) return ['No component changes its status.']
  const lines = components.map(({ name, before, after }) => {
    if (after === null) return `- ${inCode(name)} is no longer listed`
    if (before === null) return `- ${inCode(name)} is listed: **${statusWords[after]}**`
    return `- ${inCode(name)}: ${statusWords[before]} → **${statusWords[after]}**`
  })
  return [['**Components:**', ...lines].join('\n'), ...leftOut(more, 'more component')]
}

const changeWords: Record<ReportPost['change'], string> = {
  added: 'New',
  changed: 'Changed',
  removed: 'Removed',
  renamed: 'Renamed',
}

function postBlocks(post: ReportPost, timezone: string): string[] {
  const { file, from, change, kind, title, impact, window, updates, olderUpdates } = post
  const facts = [
    impact === null || kind === 'maintenance' ? null : `impact ${impact}`,
    window === null
      ? null
      : `${window.repeats ? 'repeats; next ' : ''}${timeWords(window.start, timezone)} to ${timeWords(window.end, timezone)}`,
    from === null ? inCode(file) : `${inCode(from)} → ${inCode(file)}`,
  ]
  const why = shownWords(post)
  return [
    `#### ${changeWords[change]} ${kind}: ${inCode(title)}`,
    facts.filter((fact) => fact !== null).join(' · '),
    ...(why === null ? [] : [`**${why}**`]),
    ...(post.shown === 'removed' ? [] : updates.map((update) => updateBlock(update, kind, timezone))),
    ...leftOut(olderUpdates, 'older update'),
  ]
}

function updateBlock(update: ReportUpdate, kind: ReportPost['kind'], timezone: string): string {
  const { status, at, change, components, next, quiet, body, cut } = update
  const facts = [
    kind === 'notice' ? timeWords(at, timezone) : `**${statusTitles[status]}** · ${timeWords(at, timezone)}`,
    ...components.map(({ name, status: word }) => `${inCode(name)} ${statusWords[word]}`),
    next === null ? null : `next update by ${timeWords(next, timezone)}`,
    quiet ? 'quiet' : null,
    change === 'changed' ? 'changed' : null,
  ]
  const line = `- ${facts.filter((fact) => fact !== null).join(' · ')}`
  // What stays as it is needs no second reading.
  if (change === 'same' || body.trim() === '') return line
  return `${line}\n${asBlock(body, 'text', '  ')}${cut ? '\n  (the beginning of a longer text)' : ''}`
}

function toldBlocks({ told, channels, leftOut: { channels: more } }: Report): string[] {
  if (!channels) return ['Nobody: there is no channel under `notify:` in components.yml. Feeds and the API carry it.']
  const loud = told.filter(({ quiet }) => !quiet)
  const hushed = told.filter(({ quiet }) => quiet)
  const lines = [
    ...(loud.length === 0 ? ['- nobody'] : loud.map(channelLine)),
    ...hushed.map((channel) => `${channelLine(channel)} - **not told: \`quiet\`**`),
  ]
  return [lines.join('\n'), ...leftOut(more, 'more channel')]
}

function channelLine({ id, type, audience, events }: ReportChannel): string {
  return `- ${inCode(id)} (${inCode(type)}, ${audience}): ${events.map(inCode).join(', ')}`
}

function leftOut(count: number, one: string, many = `${one}s`): string[] {
  return count === 0 ? [] : [`… and ${count} ${count === 1 ? one : many}.`]
}

function footer({ commit, home, site }: Around): string {
  const links = [
    home === null ? null : `[Open the home page as it will be](${home})`,
    site === null ? null : `[the whole site](${site})`,
  ].filter((link) => link !== null)
  const of = commit === null ? '' : ` · commit ${commit.slice(0, 7)}`
  const words = `${links.length === 0 ? '' : `Preview: ${links.join(', ')}`}${of}`
  return words === '' ? '' : `---\n${words.replace(/^ · /, '')}`
}
