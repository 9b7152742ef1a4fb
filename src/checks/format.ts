import { Failure } from '../problem/problem.ts'

/** What checks/FORMAT holds. */
export const checksFormat = 1

/** Stops with what to do when checks/ was written by a newer Candor. `text` is null when there is no FORMAT yet. */
export function assertFormat(text: string | null, known: number = checksFormat): void {
  if (text === null || text.trim() === '') return
  const number = Number(text.trim())
  if (!Number.isInteger(number) || number < 1) {
    throw new Failure(
      `checks/FORMAT holds \`${text.trim().slice(0, 40)}\`, which is no format.\n  Expected the number ${known} alone, as in: ${known}`,
    )
  }
  if (number > known) {
    throw new Failure(
      `checks/FORMAT is ${number}, newer than this Candor reads (${known}).\n  Update Candor (in your workflows, the commit after \`uses: .../candor@\`) and run this again. Nothing was changed.`,
    )
  }
}
