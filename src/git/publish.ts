import { setTimeout as wait } from 'node:timers/promises'
import { mergeCheckFile } from '../checks/merge.ts'
import type { Config } from '../config/config.ts'
import type { Instant } from '../time/instant.ts'
import { branchReadme } from './branch-readme.ts'
import { makeCommit } from './commit.ts'
import { git, networkLimit } from './git.ts'
import { objectId, readLocalChecks, writeLocalChecks } from './local-checks.ts'
import { mergeWithTip } from './merge-tip.ts'
import { hasRemote, openRepository, type Repository } from './repository.ts'
import { fetchTip, ownRef, type Tip } from './tip.ts'
import { GitFailure, gitFailure } from './trouble.ts'

export interface PublishOrder {
  now: Instant
  /** What a person reads in the log of the branch. */
  subject: string
  /** Name or address; default `origin`. */
  remote?: string
}

export interface Published {
  /** Null when the branch had everything already. */
  commit: string | null
  tries: number
  branch: string
}

const mostTries = 8

/**
 * Brings checks/ to the results branch: our rows and everybody's, as one commit on its newest, pushed only if that is
 * still the newest; else again. HEAD, index and working files stay as they are; checks/ learns the others' rows.
 * Throws a Failure (exit 3) when it cannot; then nothing is lost, and the next publish carries it.
 */
export async function publish(root: string, config: Pick<Config, 'results'>, order: PublishOrder): Promise<Published> {
  const repository = await openRepository(root, order.remote)
  const { remote } = repository
  const { branch, keep } = config.results
  if (!(await hasRemote(repository))) {
    throw gitFailure({ code: 2, stdout: Buffer.alloc(0), stderr: `error: No such remote '${remote}'` }, remote, branch)
  }
  const ours = await readLocalChecks(root)
  const made = new Set<string>()
  for (let tries = 1; ; tries += 1) {
    try {
      const tip = await fetchTip(repository, branch)
      // The network may drop after the push arrived and before its answer did.
      if (tip !== null && made.has(tip.commit)) return { commit: tip.commit, tries, branch }
      const merged = await mergeWithTip(repository, ours, tip, order.now - keep)
      const changes = changesOf(repository, branch, tip, merged)
      const commit =
        changes.size === 0 ? null : await makeCommit(repository, { ...order, parent: tip?.commit ?? null, changes })
      if (commit !== null) {
        made.add(commit)
        await push(repository, branch, commit, tip?.commit ?? '')
      }
      await writeLocalChecks(root, ours, merged, mergeCheckFile)
      return { commit, tries, branch }
    } catch (error) {
      const again = error instanceof GitFailure && (error.trouble === 'moved' || error.trouble === 'network')
      if (!again || tries === mostTries) throw error
    }
    // Full jitter, twice as long each time: writers that met once do not meet again.
    await wait(20 + Math.random() * Math.min(5000, 100 * 2 ** tries))
  }
}

/** What differs from the tip, by path from the top of the repository. */
function changesOf(
  repository: Repository,
  branch: string,
  tip: Tip | null,
  merged: Map<string, string | null>,
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
  if (tip === null && changes.size > 0) changes.set('README.md', branchReadme(branch))
  return changes
}

/** Pushes only if the branch is still where we saw it (`expected`; empty: not there yet). */
async function push(repository: Repository, branch: string, commit: string, expected: string): Promise<void> {
  const { root, remote } = repository
  const ref = `refs/heads/${branch}`
  const lease = `--force-with-lease=${ref}:${expected}`
  const answer = await git(root, ['push', '--porcelain', '--no-verify', lease, remote, `${commit}:${ref}`], {
    limit: networkLimit,
  })
  if (answer.code !== 0) throw gitFailure(answer, remote, branch)
  await git(root, ['update-ref', ownRef(branch), commit])
}
