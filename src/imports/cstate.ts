import type { ComponentStatus, Impact } from '../incidents/incident.ts'
import { closest } from '../problem/problem.ts'
import { day, type Instant } from '../time/instant.ts'
import { cstateSite } from './cstate-config.ts'
import { type CstateIssue, readIssue } from './cstate-issue.ts'
import { type IssueFile, issueFiles } from './cstate-languages.ts'
import { toldUpdates } from './cstate-updates.ts'
import type { FoundPost, FoundTranslation, Haul } from './haul.ts'
import { readLooseTime } from './loose-time.ts'

export interface CstateFiles {
  config: { file: string; text: string | null }
  /** Files of content/issues, and of content/<language>/issues, by their path; null: the file is no text in UTF-8. */
  issues: ReadonlyMap<string, string | null>
}

const severities: Record<string, { status: ComponentStatus; impact: Impact }> = {
  down: { status: 'major_outage', impact: 'major' },
  disrupted: { status: 'partial_outage', impact: 'minor' },
  notice: { status: 'operational', impact: 'none' },
}

interface Place {
  zone: string
  url: string | null
  prefixes: string[]
}

/** A cState repository: its config and its issues. */
export function cstateHaul({ config, issues }: CstateFiles): Haul {
  const { haul, languages } = cstateSite(config.text, config.file)
  const place = {
    zone: haul.site.timezone ?? 'UTC',
    url: haul.site.url,
    prefixes: languages.prefixed ? ['', `/${languages.first.toLowerCase()}`] : [''],
  }
  const used = new Set<string>()
  const files = issueFiles([...issues.keys()], languages).filter(
    ({ name }) => !name.startsWith('_') && !/^readme$/i.test(name),
  )
  for (const told of Map.groupBy(files, ({ name }) => name).values()) {
    // The site's own language tells it, else the first that does.
    const [original, ...others] = told.toSorted((a, b) => Number(a.language !== null) - Number(b.language !== null))
    const attempt = <T>(file: string, read: () => T): T | null => {
      try {
        return read()
      } catch (error) {
        haul.refused.push({ origin: file, reason: (error as Error).message })
        return null
      }
    }
    const post = attempt(original!.file, () => issuePost(textOf(issues, original!), original!, place))
    if (post === null) continue
    haul.posts.push(post)
    const translations = others.flatMap(
      (other) => attempt(other.file, () => translationOf(post, textOf(issues, other), other, place)) ?? [],
    )
    if (translations.length > 0) post.translations = translations
    for (const { language } of [original!, ...translations]) if (language !== null) used.add(language)
  }
  if (used.size > 0 || languages.first !== 'en') haul.site.languages = [languages.first, ...[...used].sort()]
  haul.posts.sort((a, b) => a.updates[0]!.at - b.updates[0]!.at || (a.id < b.id ? -1 : 1))
  return haul
}

function textOf(issues: CstateFiles['issues'], { file }: IssueFile): string {
  const text = issues.get(file) ?? null
  if (text === null) throw new Error('It is not saved as UTF-8.')
  return text
}

/** One issue. Throws a sentence when it is none that could be shown. */
function issuePost(text: string, { file, name, language }: IssueFile, { zone, url, prefixes }: Place): FoundPost {
  const issue = readIssue(text, file)
  const { word, body, warnings } = issue
  const address = `/issues/${name.toLowerCase()}`
  const title = word('title')
  if (title === null && body === '') throw new Error('It has neither a title nor a text.')
  const dated = word('date')
  const start = (dated === null ? null : readLooseTime(dated, zone)) ?? readLooseTime(name.slice(0, 10), zone)
  if (start === null)
    throw new Error(dated === null ? 'It has no `date`.' : `Its date \`${dated}\` is not in the calendar.`)
  if (dated === null || readLooseTime(dated, zone) === null)
    warnings.push(
      `${dated === null ? 'It has no date' : `Its date \`${dated}\` is no time`}; that of its file name was taken.`,
    )
  const severity = severityOf(word('severity'), warnings)
  const components: Record<string, ComponentStatus> = {}
  for (const system of issue.list('affected')) components[system] = severity.status
  const isResolved = /^(true|yes|1)$/i.test(word('resolved') ?? '')
  const end = isResolved ? endOf(word('resolvedwhen'), start, zone, warnings) : null
  const isNotice = /^(true|yes)$/i.test(word('informational') ?? '')
  const updates = isNotice
    ? [{ status: 'investigating' as const, at: start, body, components: {} }]
    : toldUpdates(body, { start, end, components, zone, warnings })
  if (!isResolved && !isNotice) warnings.push('It is not resolved, so it is open here too.')
  return {
    kind: isNotice ? 'notice' : 'incident',
    id: name,
    was: prefixes.map((prefix) => `${prefix}${address}`),
    origin: url === null ? file : `${url}${address}/ (${file})`,
    title: title ?? name,
    impact: Object.keys(components).length === 0 || severity.impact === 'none' ? severity.impact : null,
    updates,
    maintenance: null,
    until: isNotice ? (end ?? start + 14 * day) : null,
    draft: /^(true|yes)$/i.test(word('draft') ?? ''),
    language,
    warnings,
  }
}

/** The same issue in another language: its title, and its text by the updates of the first. */
function translationOf(
  post: FoundPost,
  text: string,
  { file, language }: IssueFile,
  { zone }: Place,
): FoundTranslation {
  const { word, body }: CstateIssue = readIssue(text, file)
  const [start, last] = [post.updates[0]!.at, post.updates.at(-1)!]
  const end = last.status === 'resolved' ? last.at : null
  const told = toldUpdates(body, { start, end, components: {}, zone, warnings: [] })
  const isAlike = told.length === post.updates.length && post.kind !== 'notice'
  if (!isAlike && post.updates.filter(({ body: own }) => own !== '').length > 1)
    post.warnings.push(`${file} is not told in the same updates; its text stands under the first one.`)
  const whole = told
    .map((update) => update.body)
    .filter((part) => part !== '')
    .join('\n\n')
  return {
    language: language!,
    origin: file,
    title: word('title'),
    bodies: isAlike ? told.map((update) => update.body) : [whole],
  }
}

function severityOf(word: string | null, warnings: string[]) {
  const small = word?.trim().toLowerCase() ?? ''
  const known = severities[small]
  if (Object.hasOwn(severities, small) && known !== undefined) return known
  const meant = closest(small, Object.keys(severities)) ?? 'disrupted'
  warnings.push(
    word === null ? 'It has no severity; taken as `disrupted`.' : `\`${word}\` is no severity; taken as \`${meant}\`.`,
  )
  return severities[meant]!
}

function endOf(word: string | null, start: Instant, zone: string, warnings: string[]): Instant {
  const end = word === null ? null : readLooseTime(word, zone)
  if (end === null) {
    warnings.push(
      `${word === null ? 'It does not say when it was resolved' : `\`${word}\` is no time`}; resolved at its start.`,
    )
    return start
  }
  if (end < start) {
    warnings.push(`It is resolved (\`${word}\`) before it started; resolved at its start.`)
    return start
  }
  return end
}
