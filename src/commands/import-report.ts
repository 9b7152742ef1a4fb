import { note, print } from './context.ts'
import type { Count, Outcome } from './import-write.ts'

/** More of a kind helps nobody on a terminal; `--json` has them all. */
const mostShown = 20

export function showImport(outcome: Outcome): void {
  const { counts } = outcome
  const rows: [string, Count][] = [
    ['components', counts.components],
    ['incidents', counts.incidents],
    ['maintenances', counts.maintenances],
    ['notices', counts.notices],
    ['days of results', counts.days],
  ]
  print(`${''.padEnd(17)}${outcome.dry_run ? ' would take' : '      taken'}  there already`)
  for (const [name, { taken, present }] of rows) {
    if (taken + present > 0 || name === 'incidents')
      print(`${name.padEnd(17)}${String(taken).padStart(11)}${String(present).padStart(15)}`)
  }
  print(`${'with a warning'.padEnd(17)}${String(counts.warned).padStart(11)}`)
  print(`${'refused'.padEnd(17)}${String(counts.refused).padStart(11)}`)
  list(
    'Warned of',
    outcome.warned.map(({ file, origin, reasons }) => `${file === '' ? origin : file}: ${reasons.join(' ')}`),
  )
  list(
    'Refused',
    outcome.refused.map(({ origin, reason }) => `${origin}: ${reason}`),
  )
  if (outcome.proposals !== '') {
    print('\nYour components.yml lacks these. Incidents that name them have them as text; put in those you want:')
    print(outcome.proposals.trimEnd().replaceAll(/^/gm, '  '))
  }
  note(
    outcome.dry_run
      ? 'Nothing was written.'
      : 'Look it over with ./candor validate and ./candor serve, then commit it.',
  )
}

function list(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  print(`\n${title}:`)
  for (const line of lines.slice(0, mostShown)) print(`  ${line}`)
  if (lines.length > mostShown) print(`  and ${lines.length - mostShown} more; --json has them all`)
}
