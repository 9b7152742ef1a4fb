import { formatMoved, movedFile } from '../checks/moved.ts'
import type { Config } from '../config/config.ts'
import { movedReadme } from './branch-readme.ts'
import { makeCommit } from './commit.ts'
import { fetchHome } from './home.ts'
import { readLocalChecks } from './local-checks.ts'
import { mergeWithTip } from './merge-tip.ts'
import { changesOf, type PublishOrder } from './publish.ts'
import { push } from './push.ts'
import { openRemote, type Repository } from './repository.ts'
import { duringRun } from './run-folder.ts'
import { fetchTip, readFiles, type Tip } from './tip.ts'
import { inTries } from './tries.ts'

export interface Moved {
  from: string
  to: string
  /** How many files of checks/ are in the new home. */
  files: number
  tries: number
}

/** Nothing is too old to move: what is over goes when it is published next, as ever. */
const sinceEver = 0

/**
 * Moves results to another branch. First everything is brought there (what is published, what is only here, and what the
 * new home may hold already), then the old home is emptied but for a file that leads there, if it is still what was
 * copied; else again. At any moment between, all of it is in one home or in both. Writes nothing in the checkout.
 */
export async function moveResults(
  root: string,
  config: Pick<Config, 'results'>,
  to: string,
  order: Omit<PublishOrder, 'subject'>,
): Promise<Moved> {
  const repository = await openRemote(root, order.remote, config.results.branch)
  const here = await readLocalChecks(root)
  return await duringRun(repository, (scratch) =>
    inTries(async (tries) => {
      const { branch: from, tip: old } = await fetchHome(repository, config.results.branch)
      const all = await withPublished(repository, here, from === to ? null : old)
      const files = await bringTo(repository, scratch, to, all, order)
      if (from !== to && old !== null) await leave(repository, scratch, { from, to, old, now: order.now })
      return { from, to, files, tries }
    }, order.pause),
  )
}

async function withPublished(
  repository: Repository,
  here: Map<string, string>,
  old: Tip | null,
): Promise<Map<string, string>> {
  const texts = await readFiles(repository, [...new Set(old?.files.map(({ oid }) => oid))])
  const all = new Map(old?.files.map(({ name, oid }) => [name, texts.get(oid)!]))
  for (const [name, text] of await mergeWithTip(repository, here, old, sinceEver, new Map(texts))) {
    if (text !== null) all.set(name, text)
  }
  return all
}

async function bringTo(
  repository: Repository,
  scratch: string,
  to: string,
  all: Map<string, string>,
  { now }: Omit<PublishOrder, 'subject'>,
): Promise<number> {
  const tip = await fetchTip(repository, to)
  const merged = await mergeWithTip(repository, all, tip, sinceEver)
  const changes = changesOf(repository, to, tip, merged, now)
  // It may have been left once itself; from now on it leads nowhere else.
  if (tip !== null && tip.moved !== null) changes.set(pathOf(repository, movedFile), null)
  if (changes.size > 0) {
    const parent = tip?.commit ?? null
    const subject = `Move results to ${to}`
    await push(repository, to, await makeCommit(repository, scratch, { parent, changes, subject, now }), parent)
  }
  return new Set([...all.keys(), ...(tip?.files ?? []).map(({ name }) => name)]).size
}

async function leave(
  repository: Repository,
  scratch: string,
  { from, to, old, now }: { from: string; to: string; old: Tip; now: number },
): Promise<void> {
  const changes = new Map<string, string | null>(old.files.map(({ name }) => [pathOf(repository, name), null]))
  changes.set(pathOf(repository, movedFile), formatMoved(to))
  if (from !== 'main') changes.set('README.md', movedReadme(to))
  const subject = `Results moved to ${to}`
  await push(
    repository,
    from,
    await makeCommit(repository, scratch, { parent: old.commit, changes, subject, now }),
    old.commit,
  )
}

function pathOf({ prefix }: Repository, name: string): string {
  return `${prefix}checks/${name}`
}
