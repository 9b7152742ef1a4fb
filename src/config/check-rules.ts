import { parseDuration } from '../time/duration.ts'
import { readWallClock } from '../time/zone.ts'
import { builtin, domainPace } from './builtin.ts'
import type { Report } from './consistency.ts'
import { asMap, type Outline } from './outline.ts'
import type { Path, Source } from './source.ts'

/** What the keys of one check, or one component, say against each other. */
export function checkRules(outline: Outline, _source: Source, report: Report): void {
  const places = [
    { path: ['defaults'] as Path, keys: outline.defaults, defaults: {} },
    ...outline.checks.map(({ path, keys }) => ({ path, keys, defaults: outline.defaults })),
  ]
  for (const { path, keys, defaults } of places) {
    freshness(path, keys, defaults, report)
    certificates([...path, 'certificate'], keys['certificate'], report)
    certificates([...path, 'expect', 'certificate'], asMap(keys['expect'])['certificate'], report)
  }
  for (const { path, keys } of outline.checks) if (keys['type'] === 'heartbeat') heartbeat(path, keys, report)

  for (const { path, keys } of outline.components) {
    const [since, retired] = [dateOf(keys['since']), dateOf(keys['retired'])]
    if (since !== null && retired !== null && retired < since) {
      const hint = `Expected a day after \`since: ${keys['since']}\`.`
      report([...path, 'retired'], 'It is retired before it was observed.', hint)
    }
  }
}

/** A result that is stale before the next one is due would show "no recent data" for ever. */
function freshness(path: Path, keys: Record<string, unknown>, others: Record<string, unknown>, report: Report): void {
  const domain = keys['type'] === 'domain'
  const defaults = domain ? {} : others
  const own = keys['stale_after'] !== undefined || keys['interval'] !== undefined
  const interval = lengthOf(keys['interval'] ?? defaults['interval']) ?? (domain ? domainPace : builtin).interval
  const stale = lengthOf(keys['stale_after'] ?? defaults['stale_after'])
  if (!own || stale === null || stale >= interval) return
  const at = keys['stale_after'] === undefined ? 'interval' : 'stale_after'
  const every = String(keys['interval'] ?? defaults['interval'] ?? (domain ? '24h' : '5m'))
  const after = String(keys['stale_after'] ?? defaults['stale_after'])
  report(
    [...path, at],
    `Results would be stale (\`stale_after: ${after}\`) before the next is due (\`interval: ${every}\`).`,
    'Expected `stale_after` to be several intervals long; it is 3 intervals, at least 60m, when left out.',
  )
}

function certificates(path: Path, value: unknown, report: Report): void {
  const { warn, fail } = asMap(value)
  const [warnAt, failAt] = [lengthOf(warn), lengthOf(fail)]
  if (warnAt === null || failAt === null || warnAt >= failAt) return
  const message = `The warning (${warn} left) would come after the failure (${fail} left).`
  report(
    [...path, 'warn'],
    message,
    'Expected `warn` to be the longer one, as in:\n  certificate: { warn: 14d, fail: 0d }',
  )
}

function heartbeat(path: Path, keys: Record<string, unknown>, report: Report): void {
  const [url, workflow] = [keys['url'] !== undefined, keys['workflow'] !== undefined]
  const example = 'Expected one of the two, as in:\n  url: https://backup.acme.example/last'
  if (url && workflow) report([...path, 'workflow'], 'A heartbeat has `url` or `workflow`, not both.', example)
  if (!url && !workflow) report(path, 'A heartbeat needs `url` or `workflow`.', example)
  for (const key of ['json', 'header', 'headers']) {
    if (workflow && !url && keys[key] !== undefined) {
      report([...path, key], `\`${key}\` has no meaning beside \`workflow\`.`, 'It belongs to a heartbeat with `url`.')
    }
  }
  if (keys['json'] !== undefined && keys['header'] !== undefined) {
    report([...path, 'header'], 'A heartbeat reads `json` or `header`, not both.', 'Expected one of the two.')
  }
}

function lengthOf(value: unknown): number | null {
  return typeof value === 'string' ? parseDuration(value) : null
}

function dateOf(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const reading = readWallClock(`${value.slice(0, 10)} 00:00`, 'UTC')
  return reading.kind === 'one' ? reading.instant : null
}
