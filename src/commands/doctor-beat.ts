import { join } from 'node:path'
import { beatLooksBack, judgeBeat, sayBeat } from '../advice/beat.ts'
import { readDayFile } from '../checks/day-file.ts'
import { readIfThere } from '../store/file.ts'
import { day, type Instant, utcDate } from '../time/instant.ts'
import { probed } from './check-due.ts'
import type { Examination } from './doctor-examination.ts'

/** The promised against the real beat, by the rows of the last week. */
export const beat: Examination = {
  id: 'beat',
  about: 'the beat',
  link: 'steady-beat.md',
  async look({ root, config, now }) {
    const checks = probed(config.components, now).flatMap(({ check }) => (check === null ? [] : [check]))
    if (checks.length === 0) return { state: 'good', line: 'No component has a check; incidents alone set the page.' }
    const promised = {
      interval: Math.min(...checks.map(({ interval }) => interval)),
      staleAfter: Math.min(...checks.map(({ stale_after }) => stale_after)),
    }
    const finding = judgeBeat(await roundTimes(root, now), promised, now)
    const bad = ['none', 'silent', 'gaps', 'slow'].includes(finding.state)
    return { state: bad ? 'problem' : 'good', line: sayBeat(finding, promised) }
  },
}

async function roundTimes(root: string, now: Instant): Promise<Instant[]> {
  const dates: string[] = []
  for (let at = now - beatLooksBack; utcDate(at) <= utcDate(now); at += day) dates.push(utcDate(at))
  const texts = await Promise.all(dates.map((date) => readIfThere(join(root, 'checks', `${date}.csv`))))
  return texts.flatMap((text) => readDayFile(text ?? '').map(({ time }) => time))
}
