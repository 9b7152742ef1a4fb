import { join } from 'node:path'
import { readDayFile } from '../checks/day-file.ts'
import { day, type Instant, utcDate } from '../time/instant.ts'
import { readIfThere } from './file.ts'

/** The names of the rows of today and yesterday: those that a run of now may have written already. */
export async function recentRuns(root: string, now: Instant): Promise<string[]> {
  const dates = [utcDate(now - day), utcDate(now)]
  const texts = await Promise.all(dates.map((date) => readIfThere(join(root, 'checks', `${date}.csv`))))
  return texts.flatMap((text) => readDayFile(text ?? '').map(({ run }) => run))
}
