import { judgePosting, judgeResultsBranch } from '../advice/branch-rules.ts'
import { good } from '../advice/finding.ts'
import { stepsThat } from '../advice/workflow-file.ts'
import { tokenPolicy } from '../github/actions-policy.ts'
import { branchProtection, branchRules } from '../github/branch-rules.ts'
import { GitHubFailure } from '../github/trouble.ts'
import { atGitHub } from './doctor-examination.ts'
import type { Hub } from './doctor-hub.ts'

/** Results are pushed by a workflow's token, which no rule lets pass. */
export const resultsBranch = atGitHub({
  id: 'results_branch',
  about: 'the rules of the results branch',
  link: 'doctor.md#results-branch',
  async look(hub, { config, isFirstRun }) {
    const { branch } = config.results
    const { rules, isThere, isWhole } = await rulesOf(hub, branch)
    const finding = judgeResultsBranch(branch, rules, isThere)
    if (finding.state !== 'good' || isWhole) return finding
    if (isFirstRun) return good(`This run has just pushed results to the branch \`${branch}\`.`)
    return {
      state: 'unseen',
      line: `No rule stops pushes to \`${branch}\`; an older branch protection might, and cannot be seen with this token.`,
    }
  },
})

/** Comments become commits on main; where main takes none, pull requests. */
export const posting = atGitHub({
  id: 'posting',
  about: 'whether comments reach `main`',
  link: 'doctor.md#posting',
  async look(hub, { workflows }) {
    if (stepsThat(workflows, ['post']).length === 0)
      return good('No workflow posts comments, so `main` may have any rules.')
    const { rules, isWhole } = await rulesOf(hub, 'main')
    const finding = judgePosting(rules, null)
    if (finding.state === 'good' && !isWhole) {
      return {
        state: 'unseen',
        line: 'No rule stops pushes to `main`; an older branch protection might, and cannot be seen with this token.',
      }
    }
    if (finding.state === 'good') return finding
    const { mayOpenPulls } = await hub.ask(tokenPolicy)
    return judgePosting(rules, mayOpenPulls)
  },
})

/** Rules of both kinds. `isWhole` false: the older kind could not be seen. */
async function rulesOf(hub: Hub, branch: string) {
  const [rules, older] = await Promise.all([
    branchRules(hub.github, branch),
    branchProtection(hub.github, branch).catch((error: unknown) => {
      if (error instanceof GitHubFailure && ['missing', 'forbidden'].includes(error.trouble)) return null
      throw error
    }),
  ])
  return { rules: [...rules, ...(older?.rules ?? [])], isThere: older?.isThere ?? true, isWhole: older !== null }
}
