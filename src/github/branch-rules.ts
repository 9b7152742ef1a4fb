import { z } from 'zod'
import type { BranchRule } from '../advice/branch-rules.ts'
import { read } from './answer.ts'
import type { GitHub } from './client.ts'
import { GitHubFailure } from './trouble.ts'

const ruleShape = z.object({ type: z.string(), ruleset_id: z.number().optional() })
const rulesetShape = z.object({
  bypass_actors: z.array(z.object({ actor_id: z.number().nullish(), actor_type: z.string() })).optional(),
})
const on = z.object({ enabled: z.boolean() }).partial().nullish()
const protectionShape = z.object({
  required_pull_request_reviews: z.object({}).nullish(),
  required_status_checks: z.object({}).nullish(),
  restrictions: z.object({}).nullish(),
  required_signatures: on,
  lock_branch: on,
  allow_force_pushes: on,
})

/** Who pushes with a workflow's token: the app GitHub Actions, and the account it appears as. */
const actionsApp = 15_368
const actionsAccount = 41_898_282

/** Every rule of a ruleset that holds for the branch, which need not exist yet. */
export async function branchRules(github: GitHub, branch: string): Promise<BranchRule[]> {
  const doing = `read the rules of the branch ${branch}`
  const all = await github.list(doing, (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.repos.getBranchRules, { ...base, branch, per_page: 100 }),
  )
  const rules = read(doing, z.array(ruleShape), all)
  const passed = new Map<number, boolean | null>()
  for (const id of new Set(rules.flatMap(({ ruleset_id: id }) => id ?? []))) passed.set(id, await mayPass(github, id))
  return rules.map(({ type, ruleset_id: id }) => ({
    type,
    isPassed: id === undefined ? null : (passed.get(id) ?? null),
  }))
}

async function mayPass(github: GitHub, ruleset: number): Promise<boolean | null> {
  const doing = 'read who may pass the rules'
  try {
    const data = await github.call(doing, (octokit, base) =>
      octokit.rest.repos.getRepoRuleset({ ...base, ruleset_id: ruleset, includes_parents: true }),
    )
    const { bypass_actors: actors } = read(doing, rulesetShape, data)
    if (actors === undefined) return null
    return actors.some(
      ({ actor_id: id, actor_type: type }) =>
        (type === 'Integration' && id === actionsApp) || (type === 'User' && id === actionsAccount),
    )
  } catch (error) {
    if (error instanceof GitHubFailure && ['missing', 'forbidden'].includes(error.trouble)) return null
    throw error
  }
}

/** The older kind of protection, in the words of rules; none when the branch is not there or not protected. */
export async function branchProtection(github: GitHub, branch: string): Promise<Protection> {
  const doing = `read the protection of the branch ${branch}`
  let data: unknown
  try {
    data = await github.call(doing, (octokit, base) => octokit.rest.repos.getBranchProtection({ ...base, branch }))
  } catch (error) {
    // Whoever may not look is told `Not Found` as well: only these words say that there is nothing to see.
    const [, word] = /\(Branch not (protected|found)\)/i.exec((error as Error).message) ?? []
    if (word === undefined) throw error
    return { isThere: word.toLowerCase() === 'protected', rules: [] }
  }
  const known = read(doing, protectionShape, data)
  const rules: [string, boolean][] = [
    ['pull_request', known.required_pull_request_reviews != null],
    ['required_status_checks', known.required_status_checks != null],
    ['restrictions', known.restrictions != null],
    ['required_signatures', known.required_signatures?.enabled === true],
    ['lock_branch', known.lock_branch?.enabled === true],
    ['non_fast_forward', known.allow_force_pushes?.enabled !== true],
  ]
  return { isThere: true, rules: rules.flatMap(([type, holds]) => (holds ? [{ type, isPassed: false }] : [])) }
}

export interface Protection {
  isThere: boolean
  rules: BranchRule[]
}
