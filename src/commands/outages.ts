import type { Command } from 'commander'
import type { Outage } from '../outages/outage.ts'
import { loadSnapshot } from '../page/load.ts'
import { formatDuration } from '../time/duration.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { contextOf, print, printJson } from './context.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  json?: boolean
}

export function define(command: Command): void {
  command.option('--json', 'print JSON and nothing else').action(async (options: Options) => {
    const { root, clock, ahead } = contextOf(options)
    await bringResults(root)
    const { outages, now } = await loadSnapshot(root, clock(), { audience: 'internal', ahead })
    if (options.json) printJson(outages.map(outageJson))
    else for (const line of outageLines(outages, now)) print(line)
  })
}

function outageJson({ id, component, start, end, verdict, class: name, detail, falseAlarm }: Outage) {
  return {
    id,
    component,
    start: formatInstant(start),
    end: end === null ? null : formatInstant(end),
    verdict,
    class: name,
    detail,
    false_alarm: falseAlarm,
  }
}

/** Newest first: what is going on is what people look for. */
function outageLines(outages: readonly Outage[], now: Instant): string[] {
  if (outages.length === 0) return ['The probes saw no outage.']
  const width = Math.max(...outages.map(({ id }) => id.length))
  return outages.toReversed().map(({ id, start, end, verdict, class: name, detail, falseAlarm }) => {
    const why = [name, detail].filter((word) => word !== null).join(' ')
    const length = `${formatDuration((end ?? now) - start)}${end === null ? ', and still' : ''}`
    const struck = falseAlarm === null ? '' : ` - false alarm, says ${falseAlarm.incident}`
    return `${id.padEnd(width)}  ${verdict.padEnd(8)}  ${length}${why === '' ? '' : `  (${why})`}${struck}`
  })
}
