import { setTimeout as wait } from 'node:timers/promises'
import { assertFormat } from '../checks/format.ts'
import { mergeCheckFile } from '../checks/merge.ts'
import type { Config } from '../config/config.ts'
import { fetchHome, type Home } from './home.ts'
import { objectId, readLocalChecks, writeLocalChecks } from './local-checks.ts'
import { hasRemote, openRepository, type Repository } from './repository.ts'
import { duringRun } from './run-folder.ts'
import { readFiles } from './tip.ts'
import { worthAnother } from './tries.ts'
import { GitFailure } from './trouble.ts'

export interface Pulled {
  /** The newest commit of the results branch; null when there is none to pull from. */
  commit: string | null
  branch: string
  /** How many files of checks/ were new or different. */
  files: number
}

/**
 * Fills checks/ from the results branch; rows that only we have stay. Without a clone, a remote or that branch there is
 * nothing to do. Throws a Failure when there is and it cannot be reached, with `patience` after that many seconds.
 */
export async function pull(
  root: string,
  config: Pick<Config, 'results'>,
  remote = 'origin',
  patience?: number,
): Promise<Pulled> {
  const home = await reachableHome(root, config.results.branch, remote, patience)
  if (home === null || home.tip === null) {
    return { commit: null, branch: home?.branch ?? config.results.branch, files: 0 }
  }
  const { branch, tip, repository } = home

  const ours = await readLocalChecks(root)
  const differing = tip.files.filter(({ name, oid }) => {
    const text = ours.get(name)
    return text === undefined || objectId(text, oid) !== oid
  })
  const texts = await readFiles(
    repository,
    differing.map((file) => file.oid),
  )
  assertFormat(texts.get(tip.files.find(({ name }) => name === 'FORMAT')?.oid ?? '') ?? null)
  const merged = new Map<string, string>()
  for (const { name, oid } of differing) {
    const theirs = texts.get(oid)
    if (theirs === undefined) continue
    const mine = ours.get(name)
    // The last good components.yml is whatever was published last; all other files are both sides' rows.
    const taken = mine === undefined || name === 'last-good-components.yml'
    merged.set(name, taken ? theirs : mergeCheckFile(name, mine, theirs))
  }
  await writeLocalChecks(root, ours, merged, mergeCheckFile)
  return { commit: tip.commit, branch, files: differing.length }
}

const mostTries = 3

async function reachableHome(
  root: string,
  branch: string,
  remote: string,
  patience: number | undefined,
  tries = 1,
): Promise<(Home & { repository: Repository }) | null> {
  try {
    const repository = { ...(await openRepository(root, remote)), patience }
    if (!(await hasRemote(repository))) return null
    return { ...(await duringRun(repository, () => fetchHome(repository, branch))), repository }
  } catch (error) {
    if (error instanceof GitFailure && (error.trouble === 'no_repository' || error.trouble === 'no_git')) return null
    const again = error instanceof GitFailure && worthAnother.has(error.trouble)
    if (!again || tries === mostTries || patience !== undefined) throw error
    await wait(200 * tries)
    return await reachableHome(root, branch, remote, patience, tries + 1)
  }
}
