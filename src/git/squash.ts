import { unaccounted } from '../checks/accounted.ts'
import { dateOfDayFile } from '../checks/day-file.ts'
import { readLedger } from '../checks/ledger.ts'
import { movedFile } from '../checks/moved.ts'
import { digestOf } from '../checks/withdrawn.ts'
import type { Config } from '../config/config.ts'
import { Failure } from '../problem/problem.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { branchReadme } from './branch-readme.ts'
import { makeCommit } from './commit.ts'
import { git } from './git.ts'
import { fetchHome } from './home.ts'
import type { PublishOrder } from './publish.ts'
import { push } from './push.ts'
import { openRemote, type Repository } from './repository.ts'
import { duringRun } from './run-folder.ts'
import { historyAge, isOld } from './squash-age.ts'
import { isResultFile, readFiles, type Tip } from './tip.ts'
import { inTries } from './tries.ts'
import { gitFailure } from './trouble.ts'

export interface Squashed {
  branch: string
  /** The one commit; null when the history stays: there is none, it is one commit already, it is not due, it is main's. */
  commit: string | null
  why: 'squashed' | 'none' | 'single' | 'young' | 'main'
  /** When the history that was found began, if anything tells. */
  since: Instant | null
  tries: number
}

export interface SquashOrder extends Omit<PublishOrder, 'subject'> {
  /** Also when a week has not passed. */
  early?: boolean
}

/** Whether the history of the results is to be squashed; looks only. */
export async function squashDue(root: string, config: Pick<Config, 'results'>, order: SquashOrder): Promise<Squashed> {
  const repository = await openRemote(root, order.remote, config.results.branch)
  return (await look(repository, config, order)).verdict
}

/**
 * Makes the results branch one commit: the newest files without the history behind them. Before it is dropped every
 * closed day must have its digest in the ledger. Pushed only if the newest is still the newest, else again.
 */
export async function squash(root: string, config: Pick<Config, 'results'>, order: SquashOrder): Promise<Squashed> {
  const repository = await openRemote(root, order.remote, config.results.branch)
  return await duringRun(repository, (scratch) =>
    inTries(async (tries) => {
      const { verdict, tip } = await look(repository, config, order)
      if (verdict.why !== 'squashed' || tip === null) return { ...verdict, tries }
      const { branch } = verdict
      await assertResultsAlone(repository, branch, tip)
      await assertAccounted(repository, branch, tip, order.now)
      const commit = await makeCommit(repository, scratch, {
        parent: null,
        base: tip.commit,
        changes: new Map([['README.md', branchReadme(branch, order.now)]]),
        subject: `Results until ${formatInstant(order.now).slice(0, 10)}, squashed`,
        now: order.now,
      })
      await push(repository, branch, commit, tip.commit)
      return { ...verdict, commit, tries }
    }, order.pause),
  )
}

async function look(
  repository: Repository,
  config: Pick<Config, 'results'>,
  order: SquashOrder,
): Promise<{ verdict: Squashed; tip: Tip | null }> {
  const { branch, tip } = await fetchHome(repository, config.results.branch)
  const said = (why: Squashed['why'], since: Instant | null = null) => {
    return { verdict: { branch, commit: null, why, since, tries: 1 }, tip }
  }
  if (branch === 'main') return said('main')
  if (tip === null) return said('none')
  const age = await historyAge(repository, tip.commit)
  if (age.single) return said('single', age.since)
  return said(order.early || isOld(age, order.now) ? 'squashed' : 'young', age.since)
}

/** `results.branch` may name any branch by mistake; the history of people's own work is never dropped. */
async function assertResultsAlone(repository: Repository, branch: string, tip: Tip): Promise<void> {
  const listed = await git(repository.root, ['ls-tree', '--full-tree', '-r', '-z', '--name-only', tip.commit])
  if (listed.code !== 0) throw gitFailure(listed, repository.remote, branch)
  const paths = listed.stdout.toString('utf8').split('\0')
  const foreign = paths.find((path) => {
    const name = /(?:^|\/)checks\/([^/]+)$/.exec(path)?.[1]
    return path !== '' && path !== 'README.md' && !(name && (isResultFile(name) || name === movedFile))
  })
  if (foreign === undefined) return
  throw new Failure(
    `The branch \`${branch}\` holds more than results (\`${foreign}\`), so its history is not squashed.\n  Expected README.md and checks/ alone. Keep results on a branch of their own: ./candor migrate --results status-data`,
  )
}

async function assertAccounted(repository: Repository, branch: string, tip: Tip, now: Instant): Promise<void> {
  const wanted = tip.files.filter(({ name }) => dateOfDayFile(name) !== null || name === 'ledger.csv')
  const texts = await readFiles(repository, [...new Set(wanted.map(({ oid }) => oid))])
  const ledger = tip.files.find(({ name }) => name === 'ledger.csv')
  const digests = wanted.flatMap(({ name, oid }) => {
    const date = dateOfDayFile(name)
    return date === null ? [] : [[date, digestOf(texts.get(oid)!)] as const]
  })
  const rows = readLedger(ledger === undefined ? '' : texts.get(ledger.oid)!)
  const { missing, different } = unaccounted(new Map(digests), rows, now)
  if (missing.length > 0) {
    throw new Failure(
      `Not squashed: checks/ledger.csv on \`${branch}\` has no digest of ${list(missing)}, and nothing else would say what was there.\n  Close the days that are over, then try again: ./candor publish && ./candor squash`,
    )
  }
  if (different.length > 0) {
    const file = `checks/${different[0]}.csv`
    throw new Failure(
      `Not squashed: on \`${branch}\` ${list(different.map((date) => `${date}.csv`))} differs from what checks/ledger.csv says was closed, and the history is the only witness.\n  Look for the commit that changed it, and bring the older file back: git log -p refs/candor/${branch} -- ${file}`,
    )
  }
}

function list(words: string[]): string {
  return words.length > 3 ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more` : words.join(', ')
}
