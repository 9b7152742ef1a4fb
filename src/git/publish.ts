import { mergeCheckFile } from '../checks/merge.ts'
import { notifiedFile } from '../checks/notified.ts'
import type { Config } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'
import { branchReadme } from './branch-readme.ts'
import { makeCommit } from './commit.ts'
import { fetchHome } from './home.ts'
import { objectId, readLocalChecks, writeLocalChecks } from './local-checks.ts'
import { mergeWithTip } from './merge-tip.ts'
import { push } from './push.ts'
import { openRemote, type Repository } from './repository.ts'
import { duringRun } from './run-folder.ts'
import { tidy } from './tidy.ts'
import type { Tip } from './tip.ts'
import { inTries, type Pause } from './tries.ts'
import { gitFailure } from './trouble.ts'

export interface PublishOrder {
  now: Instant
  /** What a person reads in the log of the branch. */
  subject: string
  /** Name or address; default `origin`. */
  remote?: string
  /** How it waits between tries. */
  pause?: Pause
}

export interface Published {
  /** Null when the branch had everything already. */
  commit: string | null
  tries: number
  branch: string
  /** checks/notified.csv as others had published it before ours came to it: who of two that claim at once was first. */
  toldBefore: string
  /** Whether this made the branch. */
  began: boolean
}

/**
 * Brings checks/ to the results branch: our rows and everybody's, as one commit on its newest, pushed only if that is
 * still the newest; else again. HEAD, index and working files stay as they are; checks/ learns the others' rows.
 * Throws a Failure (exit 3) when it cannot; then nothing is lost, and the next publish carries it.
 */
export async function publish(root: string, config: Pick<Config, 'results'>, order: PublishOrder): Promise<Published> {
  const repository = await openRemote(root, order.remote, config.results.branch)
  const ours = await readLocalChecks(root)
  const made = new Set<string>()
  const read = new Map<string, string>()
  let toldBefore = ''
  let began = false
  return await duringRun(repository, async (scratch) => {
    const published = await inTries(async (tries) => {
      const { branch, tip } = await fetchHome(repository, config.results.branch)
      const merged = await mergeWithTip(repository, ours, tip, order.now - config.results.keep, read)
      const changes = changesOf(repository, branch, tip, merged, order.now)
      const parent = tip?.commit ?? null
      began = tip === null || (began && made.has(tip.commit))
      // The network may drop after the push arrived and before its answer did.
      let commit = made.has(parent ?? '') ? parent : null
      // What was read is what differs from ours; what was not is the same.
      const told = tip?.files.find(({ name }) => name === notifiedFile)?.oid
      if (commit === null) toldBefore = told === undefined ? '' : (read.get(told) ?? ours.get(notifiedFile) ?? '')
      if (changes.size > 0) {
        commit = await makeCommit(repository, scratch, { ...order, parent, changes })
        made.add(commit)
        await push(repository, branch, commit, parent)
      }
      await writeLocalChecks(root, ours, merged, mergeCheckFile)
      return { commit, tries, branch, toldBefore, began: began && commit !== null }
    }, order.pause)
    await tidy(repository)
    return published
  })
}

/** What differs from the tip, by path from the top of the repository. */
export function changesOf(
  repository: Repository,
  branch: string,
  tip: Tip | null,
  merged: Map<string, string | null>,
  now: Instant,
): Map<string, string | null> {
  if (tip === null && branch === 'main') {
    throw gitFailure(
      { code: 1, stdout: Buffer.alloc(0), stderr: "fatal: couldn't find remote ref main" },
      repository.remote,
      branch,
    )
  }
  const onTip = new Map(tip?.files.map((file) => [file.name, file.oid]))
  const changes = new Map<string, string | null>()
  for (const [name, text] of merged) {
    const oid = onTip.get(name)
    const path = `${repository.prefix}checks/${name}`
    if (text === null && oid !== undefined) changes.set(path, null)
    if (text !== null && (oid === undefined || objectId(text, oid) !== oid)) changes.set(path, text)
  }
  if (tip === null && changes.size > 0) changes.set('README.md', branchReadme(branch, now))
  return changes
}
