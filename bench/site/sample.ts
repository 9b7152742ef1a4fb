import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeTime } from '../../src/incidents/times.ts'
import { day, hour, type Instant, minute } from '../../src/time/instant.ts'
import { writeLongLife } from '../history/long-life.ts'
import { componentIds, dice } from '../history/sample.ts'

const titles = ['Elevated error rates', 'Slow answers', 'Failing logins', 'Delayed mails', 'Exports do not start']
const words = [
  'About 8% of calls fail. People see an error page and can try again.',
  'A bad deploy; we are rolling it back. The next word comes in half an hour.',
  'The fix is out, and we watch it. Calls go through again.',
]

/** A page of `components` watched for 90 days, with so many incidents of people spread over its last years. */
export async function writePage(root: string, components: number, incidents: number, now: Instant): Promise<void> {
  await writeLongLife(root, components, 90 / 365.25, now)
  const folder = join(root, 'incidents')
  await mkdir(folder, { recursive: true })
  const ids = componentIds(components)
  const random = dice(11)
  for (let number = 0; number < incidents; number += 1) {
    // 500 a year, the last one a day ago.
    const start = now - day - Math.floor((number * 365 * day) / 500) - Math.floor(random() * hour)
    const [one, two] = [ids[Math.floor(random() * components)]!, ids[Math.floor(random() * components)]!]
    const at = (minutes: number) => writeTime(start + minutes * minute)
    await writeFile(
      join(folder, `${writeTime(start).slice(0, 10)}-incident-${number}.md`),
      `---
title: ${titles[number % titles.length]} on ${one}
components: { ${[...new Set([one, two])].map((id) => `${id}: partial_outage`).join(', ')} }
---

## Investigating · ${at(0)} {next=30m}

${words[0]} (${number})

## Identified · ${at(18)}

${words[1]} (${number})

- **Who**: everybody in \`eu-1\`
- **What**: [see the docs](https://docs.example/)

## Monitoring · ${at(40)}

${words[2]} (${number})

## Resolved · ${at(60)}

All is well again.
`,
    )
  }
}
