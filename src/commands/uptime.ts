import type { Command } from 'commander'
import type { Interval } from '../intervals/interval.ts'
import { loadSnapshot } from '../page/load.ts'
import { Failure } from '../problem/problem.ts'
import { factsIn, plannedIn } from '../status/facts.ts'
import type { ComponentNow, Snapshot } from '../status/snapshot.ts'
import { formatDuration } from '../time/duration.ts'
import { formatInstant } from '../time/instant.ts'
import type { Budget } from '../uptime/budget.ts'
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
  budget: ComponentNow['budget']
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
      if (options.json) printJson({ components: lines.map(({ id, windows, budget }) => ({ id, windows, budget })) })
      else for (const line of [...table(lines), ...budgets(snapshot, lines)]) print(line)
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
  const planned = plannedIn(snapshot)
  return [...snapshot.components, ...snapshot.retired].map((one) => {
    const decimals = Math.max(2, one.component.target?.decimals ?? 0)
    const windows: Record<string, Figures> = { ...one.windows }
    if (window !== null) windows['custom'] = figures(factsIn(snapshot, one, planned), window, decimals)
    return { id: one.component.id, decimals, windows, budget: one.budget }
  })
}

/** `api  4 min 12 s of 21 min 36 s used in 30 days, 0 s of 22 min 19 s this month (target 99.95 %)` */
function budgets(snapshot: Snapshot, lines: readonly Line[]): string[] {
  const width = widthOf(lines)
  const used = ({ used_s, allowed_s, spent }: Budget) =>
    `${formatDuration(used_s)} of ${formatDuration(allowed_s)} used${spent ? ', more than there is' : ''}`
  return [...snapshot.components, ...snapshot.retired].flatMap(({ component: { id, target }, budget }) =>
    target === null || budget === null
      ? []
      : `${id.padEnd(width)} 30 days: ${used(budget['30d'])}; this month: ${used(budget.month)} (target ${target.percent.toFixed(target.decimals)} %)`,
  )
}

function table(lines: readonly Line[]): string[] {
  const names = [
    ...Object.keys(standardWindows),
    ...(lines.some(({ windows }) => 'custom' in windows) ? ['custom'] : []),
  ]
  const width = widthOf(lines)
  const text = ({ decimals, windows }: Line, name: string) => windows[name]?.uptime?.toFixed(decimals) ?? '-'
  return [
    ['component'.padEnd(width), ...names.map((name) => name.padStart(9))].join(' '),
    ...lines.map((line) => [line.id.padEnd(width), ...names.map((name) => text(line, name).padStart(9))].join(' ')),
  ]
}

function widthOf(lines: readonly Line[]): number {
  return Math.max(9, ...lines.map(({ id }) => id.length))
}
