import type { Command } from 'commander'
import { declarations } from '../incidents/declarations.ts'
import { occurrences } from '../incidents/maintenance.ts'
import type { Interval } from '../intervals/interval.ts'
import { loadSnapshot } from '../page/load.ts'
import { Failure } from '../problem/problem.ts'
import { windowsOf } from '../status/folding.ts'
import type { ComponentNow, Snapshot } from '../status/snapshot.ts'
import { formatInstant } from '../time/instant.ts'
import { type Figures, windows as standardWindows } from '../uptime/figures.ts'
import { figures } from '../uptime/uptime.ts'
import { contextOf, print, printJson } from './context.ts'
import { readMoment } from './moment.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  json?: boolean
  from?: string
  to?: string
}

interface Line {
  id: string
  decimals: number
  windows: Record<string, Figures>
}

export function define(command: Command): void {
  command
    .option('--json', 'print JSON and nothing else')
    .option('--from <time>', 'a window of your own, from here (a date, or a time)')
    .option('--to <time>', 'to here, now if it is left out')
    .action(async (options: Options) => {
      const { root, clock, ahead } = contextOf(options)
      await bringResults(root)
      const snapshot = await loadSnapshot(root, clock(), { audience: 'internal', ahead })
      const lines = uptimeOf(snapshot, customWindow(options, snapshot))
      if (options.json) printJson({ components: lines.map(({ id, windows }) => ({ id, windows })) })
      else for (const line of table(lines)) print(line)
    })
}

function customWindow({ from, to }: Options, { config, now }: Snapshot): Interval | null {
  if (from === undefined) {
    if (to === undefined) return null
    throw new Failure('`--to` needs `--from`.\n  Write both, as in: --from 2026-10-01 --to 2026-10-31', { exitCode: 2 })
  }
  const zone = config.site.timezone
  const window = { start: readMoment('--from', from, zone), end: to === undefined ? now : readMoment('--to', to, zone) }
  if (window.start < window.end) return window
  throw new Failure(
    `The window ends (${formatInstant(window.end)}) before it begins (${formatInstant(window.start)}).\n  Expected \`--from\` to be the earlier time.`,
    { exitCode: 2 },
  )
}

function uptimeOf(snapshot: Snapshot, window: Interval | null): Line[] {
  return [...snapshot.components, ...snapshot.retired].map((one) => {
    const decimals = Math.max(2, one.component.target?.decimals ?? 0)
    const windows: Record<string, Figures> = { ...one.windows }
    if (window !== null) windows['custom'] = customFigures(snapshot, one, window, decimals)
    return { id: one.component.id, decimals, windows }
  })
}

function customFigures(snapshot: Snapshot, one: ComponentNow, window: Interval, decimals: number): Figures {
  const { config, posts, now } = snapshot
  const { id, since, check } = one.component
  const planned = posts
    .filter((post) => post.kind === 'maintenance')
    .flatMap((post) => occurrences(post, config.site.timezone, now))
  const facts = {
    history: one.history,
    declarations: declarations(posts, planned, now).filter(({ component }) => component === id),
    maintenance: windowsOf(planned, id),
    struck: snapshot.outages
      .filter(({ component, falseAlarm }) => component === id && falseAlarm !== null)
      .map(({ start, end }) => ({ start, end: end ?? now })),
    since,
    hasCheck: check !== null,
    now,
  }
  return figures(facts, window, decimals)
}

function table(lines: readonly Line[]): string[] {
  const names = [
    ...Object.keys(standardWindows),
    ...(lines.some(({ windows }) => 'custom' in windows) ? ['custom'] : []),
  ]
  const width = Math.max(9, ...lines.map(({ id }) => id.length))
  const text = ({ decimals, windows }: Line, name: string) => windows[name]?.uptime?.toFixed(decimals) ?? '-'
  return [
    ['component'.padEnd(width), ...names.map((name) => name.padStart(9))].join(' '),
    ...lines.map((line) => [line.id.padEnd(width), ...names.map((name) => text(line, name).padStart(9))].join(' ')),
  ]
}
