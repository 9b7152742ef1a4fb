import { formatDayHeader, formatDayRow } from '../../src/checks/day-file.ts'
import type { Component, Config } from '../../src/config/config.ts'
import { formatInstant, type Instant, utcDate } from '../../src/time/instant.ts'

export interface SampleComponent {
  id: string
  stale_after?: number
  confirm_runs?: number
  recover_runs?: number
  was?: string[]
}

/** A config with these components and nothing else of interest. */
export function sampleConfig(components: readonly SampleComponent[], keep = 90 * 86_400): Config {
  return {
    site: {
      name: 'Sample',
      url: 'https://status.example',
      description: null,
      timezone: 'UTC',
      languages: ['en'],
      repository: null,
      support: null,
    },
    groups: [],
    components: components.map(sampleComponent),
    secrets: [],
    reference: [],
    results: { branch: 'status-data', keep },
    notify: [],
    tell_public_after: 600,
  }
}

function sampleComponent(sample: SampleComponent): Component {
  return {
    id: sample.id,
    name: sample.id,
    group: null,
    description: null,
    link: null,
    since: null,
    target: null,
    depends_on: [],
    was: sample.was ?? [],
    retired: null,
    audience: 'public',
    check: {
      type: 'tcp',
      host: `${sample.id}.example`,
      port: 80,
      interval: 300,
      stale_after: sample.stale_after ?? 3600,
      timeout: 10,
      confirm: 3,
      confirm_every: 10,
      confirm_runs: sample.confirm_runs ?? 1,
      recover_runs: sample.recover_runs ?? 1,
      watch: 900,
      degraded_over: null,
      ip: null,
      allow_private: false,
      ca: null,
      locations: [],
    },
  }
}

/** Cells as written, by column. */
export interface SampleRow {
  time: Instant
  run: string
  cells: Record<string, string>
}

/** Rows as the day files that a runner would have written, by name. */
export function dayFiles(rows: readonly SampleRow[], columns: readonly string[]): Map<string, string> {
  const files = new Map<string, string>()
  for (const row of rows) {
    const name = `${utcDate(row.time)}.csv`
    const line = formatDayRow(
      formatInstant(row.time),
      row.run,
      columns.map((column) => row.cells[column] ?? ''),
    )
    files.set(name, (files.get(name) ?? formatDayHeader(columns)) + line)
  }
  return files
}
