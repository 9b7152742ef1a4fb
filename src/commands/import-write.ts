import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Haul, Refusal } from '../imports/haul.ts'
import type { Plan, PlannedPost } from '../imports/plan.ts'
import { originLine } from '../imports/post-text.ts'
import { importHistory } from '../store/checks-import.ts'
import { readIfThere } from '../store/file.ts'
import { createPost } from '../store/post-file.ts'
import type { Instant } from '../time/instant.ts'

/** How many of one kind. `present`: they were there already, from this import or another. */
export interface Count {
  taken: number
  present: number
}

export interface Outcome {
  /** Nothing was written, only looked at. */
  dry_run: boolean
  counts: {
    components: Count
    incidents: Count
    maintenances: Count
    notices: Count
    days: Count
    warned: number
    refused: number
  }
  /** Files that were written. */
  written: string[]
  warned: { file: string; origin: string; reasons: string[] }[]
  refused: Refusal[]
  /** Entries for components.yml, when there is one and it lacks them. */
  proposals: string
}

export async function writeImport(
  root: string,
  plan: Plan,
  haul: Haul,
  { now, dryRun }: { now: Instant; dryRun: boolean },
): Promise<Outcome> {
  const none = (): Count => ({ taken: 0, present: 0 })
  const counts = {
    components: none(),
    incidents: none(),
    maintenances: none(),
    notices: none(),
    days: none(),
    warned: 0,
    refused: 0,
  }
  const outcome: Outcome = {
    dry_run: dryRun,
    counts,
    written: [],
    warned: [],
    refused: [...plan.refused],
    proposals: plan.proposals,
  }
  const wrote = (file: string) => outcome.written.push(file)

  counts.components = { taken: plan.components === null ? 0 : plan.ids.added.length, present: 0 }
  if (plan.components === null)
    counts.components.present =
      haul.components.filter(({ listed }) => listed).length - plan.ids.added.filter(({ found }) => found.listed).length
  else {
    if (!dryRun) {
      await mkdir(root, { recursive: true })
      await writeFile(join(root, 'components.yml'), plan.components, { flag: 'wx' })
    }
    wrote('components.yml')
  }
  for (const post of plan.posts) {
    const count = counts[`${post.kind}s` as 'incidents' | 'maintenances' | 'notices']
    const result = await writePost(root, post, dryRun)
    // Translations follow their post, also those that were made since it was imported.
    for (const { language, origin, text } of result === 'foreign' ? [] : post.translations) {
      const id = `${post.id}.${language}`
      if ((await writePost(root, { id, origin, text }, dryRun)) === 'taken') wrote(`incidents/${id}.md`)
    }
    if (result === 'taken') {
      count.taken += 1
      wrote(`incidents/${post.id}.md`)
      if (post.warnings.length > 0)
        outcome.warned.push({
          file: `incidents/${post.id}.md`,
          origin: post.origin,
          reasons: [...new Set(post.warnings)],
        })
    } else if (result === 'present') count.present += 1
    else
      outcome.refused.push({
        origin: post.origin,
        reason: `incidents/${post.id}.md is there and came from elsewhere; it was left as it is.`,
      })
  }
  for (const { origin, reason } of plan.warnings) outcome.warned.push({ file: '', origin, reasons: [reason] })
  if (haul.history !== null) {
    const days = await importHistory(root, haul.history, { idOf: plan.here.idOf, now, dryRun })
    counts.days = { taken: days.taken, present: days.present }
    for (const file of days.files) wrote(file)
  }
  counts.warned = outcome.warned.length
  counts.refused = outcome.refused.length
  return outcome
}

/** A file that is there is somebody's: it is looked at for where it came from, never changed. */
async function writePost(
  root: string,
  post: Pick<PlannedPost, 'id' | 'origin' | 'text'>,
  dryRun: boolean,
): Promise<'taken' | 'present' | 'foreign'> {
  const path = join(root, 'incidents', `${post.id}.md`)
  const before = await readIfThere(path)
  if (before === null && (dryRun || (await createPost(root, post.id, post.text)))) return 'taken'
  const text = before ?? (await readFile(path, 'utf8'))
  return text.split(/\r?\n/).includes(originLine(post.origin)) || text === post.text ? 'present' : 'foreign'
}
