import { movedFile, readMoved } from '../checks/moved.ts'
import { Failure } from '../problem/problem.ts'
import type { Repository } from './repository.ts'
import { fetchTip, readFiles, type Tip } from './tip.ts'

/** Where the results are: the branch, and its newest commit (null: it has to be made). */
export interface Home {
  branch: string
  tip: Tip | null
}

const mostMoves = 4

/** Fetches the newest results, from `branch` or from where they were moved to since. */
export async function fetchHome(repository: Repository, branch: string): Promise<Home> {
  let home: Home = { branch, tip: await fetchTip(repository, branch) }
  for (let moves = 0; home.tip !== null && home.tip.moved !== null; moves += 1) {
    const text = (await readFiles(repository, [home.tip.moved])).get(home.tip.moved) ?? ''
    const next = readMoved(text)
    if (next === null || moves === mostMoves) {
      throw new Failure(
        `checks/${movedFile} on the branch \`${home.branch}\` does not say where the results went.\n  Expected the name of one branch alone, as in: status-data\n  If they are on \`${home.branch}\` after all, remove that file there.`,
      )
    }
    home = { branch: next, tip: await fetchTip(repository, next) }
  }
  return home
}
