import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { writeTime } from '../src/incidents/times.ts'
import { figure } from './figure.ts'

// Strict reading of a long life: five thousand incidents of four updates each, from start to exit.
const count = 5000
const root = await mkdtemp(join(tmpdir(), 'candor-bench-validate-'))
try {
  await mkdir(join(root, 'incidents'))
  const ids = ['api', 'web', 'database']
  const components = ids.map((id) => `  - { id: ${id}, name: ${id} }\n`).join('')
  const site = 'site: { name: Acme, url: https://status.example, timezone: Europe/Berlin }'
  await writeFile(join(root, 'components.yml'), `candor: 1\n${site}\ncomponents:\n${components}`)
  for (let number = 0; number < count; number += 1) {
    const file = join(root, 'incidents', `incident-${number}.md`)
    await writeFile(file, incident(1_577_836_800 + number * 39_600))
  }
  const seconds = [1, 2, 3].map(validated).toSorted((a, b) => a - b)
  figure(`${count} incidents validated, start to exit`, seconds[1]!, 2, 's')
} finally {
  await rm(root, { recursive: true, force: true })
}

function validated(): number {
  const start = performance.now()
  execFileSync(new URL('../candor', import.meta.url).pathname, ['validate', '--root', root])
  return (performance.now() - start) / 1000
}

/** One that a person wrote: a time in a zone among those in UTC. */
function incident(start: number): string {
  // Noon: no clock change makes two of it.
  const noon = `${writeTime(start + 3 * 86_400).slice(0, 10)} 12:00 Europe/Berlin`
  const utc = (minutes: number) => writeTime(start + minutes * 60)
  return `---
title: Elevated error rates on the API
impact: major
components:
  api: partial_outage
  web: degraded_performance
---

## Investigating · ${utc(0)} {next=30m}

About 8% of API calls fail since ${utc(-4)}.

## Identified · ${utc(18)} {web=operational}

A bad deploy; we are rolling back.

## Resolved · ${utc(39)}

## Postmortem · ${noon}

### What happened

For 39 minutes about 8% of API calls failed.
`
}
