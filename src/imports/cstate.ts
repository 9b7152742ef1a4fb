import { Complaints } from '../incidents/complaints.ts'
import { readFrontMatter, type Written, type WrittenEntry } from '../incidents/front-matter.ts'
import type { ComponentStatus, Impact } from '../incidents/incident.ts'
import { linesOf } from '../incidents/source.ts'
import { closest } from '../problem/problem.ts'
import { day, type Instant } from '../time/instant.ts'
import { cstateSite } from './cstate-config.ts'
import { toldUpdates } from './cstate-updates.ts'
import type { FoundPost, Haul } from './haul.ts'
import { readLooseTime } from './loose-time.ts'

export interface CstateFiles {
  config: { file: string; text: string | null }
  /** Files of content/issues by their path in the repository; null: the file is no text in UTF-8. */
  issues: ReadonlyMap<string, string | null>
}

const severities: Record<string, { status: ComponentStatus; impact: Impact }> = {
  down: { status: 'major_outage', impact: 'major' },
  disrupted: { status: 'partial_outage', impact: 'minor' },
  notice: { status: 'operational', impact: 'none' },
}

/** A cState repository: its config and its issues. */
export function cstateHaul({ config, issues }: CstateFiles): Haul {
  const haul = cstateSite(config.text, config.file)
  const zone = haul.site.timezone ?? 'UTC'
  for (const [file, text] of issues) {
    const name = file.replace(/^.*\//, '').replace(/\.md$/i, '')
    if (name.startsWith('_') || /^readme$/i.test(name)) continue
    try {
      if (text === null) throw new Error('It is not saved as UTF-8.')
      haul.posts.push(issuePost(text, { file, name, zone, url: haul.site.url }))
    } catch (error) {
      haul.refused.push({ origin: file, reason: (error as Error).message })
    }
  }
  haul.posts.sort((a, b) => a.updates[0]!.at - b.updates[0]!.at || (a.id < b.id ? -1 : 1))
  return haul
}

/** One issue. Throws a sentence when it is none that could be shown. */
export function issuePost(
  text: string,
  { file, name, zone, url }: { file: string; name: string; zone: string; url: string | null },
): FoundPost {
  const warnings: string[] = []
  const address = `/issues/${name.toLowerCase()}`
  const lines = withFirstMark(linesOf(text), warnings)
  const unheard = new Complaints(file, [...lines])
  const front = readFrontMatter(lines, unheard)
  if (front === null) throw new Error('Its front matter is not YAML; only YAML between `---` lines is read.')
  const broken = unheard.sorted().find(({ severity }) => severity === 'error')
  if (broken !== undefined) warnings.push(`Line ${broken.line}: ${broken.message} What could be read of it was taken.`)
  const keys = new Map(front.entries.map((entry) => [entry.key.toLowerCase(), entry]))
  const word = (key: string) => scalarOf(keys.get(key)?.value)
  const body = [front.stray, ...lines.slice(front.bodyIndex)].join('\n').trim()
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
  for (const system of listOf(keys.get('affected')?.value)) components[system] = severity.status
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
    was: [address],
    origin: url === null ? file : `${url}${address}/ (${file})`,
    title: title ?? name,
    impact: Object.keys(components).length === 0 || severity.impact === 'none' ? severity.impact : null,
    updates,
    maintenance: null,
    until: isNotice ? (end ?? start + 14 * day) : null,
    draft: /^(true|yes)$/i.test(word('draft') ?? ''),
    warnings,
  }
}

/** Keys with a closing `---` and no opening one: somebody deleted the first line. */
function withFirstMark(lines: string[], warnings: string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first === -1 || /^---/.test(lines[first]!)) return lines.slice(Math.max(0, first))
  if (/^\+\+\+\s*$/.test(lines[first]!))
    throw new Error('Its front matter is TOML; only YAML between `---` lines is read.')
  const close = lines.findIndex((line, index) => index > first && /^---\s*$/.test(line))
  if (close === -1 || !/^[A-Za-z][\w-]*\s*:/.test(lines[first]!)) return lines
  warnings.push('The first `---` is missing; the keys above the second one were read all the same.')
  return ['---', ...lines.slice(first)]
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

function scalarOf(value: Written | undefined): string | null {
  return value?.kind === 'scalar' && value.text.trim() !== '' ? value.text.trim() : null
}

/** A list, or a single name; items that are maps have a name too. */
function listOf(value: Written | undefined): string[] {
  const items = value === undefined ? [] : value.kind === 'list' ? value.items : [value]
  return items.flatMap((item) => {
    const name = item.kind === 'map' ? item.entries.find((entry: WrittenEntry) => entry.key === 'name')?.value : item
    return scalarOf(name) ?? []
  })
}
