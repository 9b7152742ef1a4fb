import { type Finding, good, listed, problem } from './finding.ts'

/** A rule that holds for a branch, by GitHub's word for it. */
export interface BranchRule {
  type: string
  /** Whether the token of a workflow may pass it; null: who may, could not be seen. */
  isPassed: boolean | null
}

/** Rules that refuse a plain push, as the settings call them. */
const refusesPush: Record<string, string> = {
  update: 'Restrict updates',
  pull_request: 'Require a pull request before merging',
  required_status_checks: 'Require status checks to pass',
  required_signatures: 'Require signed commits',
  required_deployments: 'Require deployments to succeed',
  merge_queue: 'Require merge queue',
  workflows: 'Require workflows to pass',
  code_scanning: 'Require code scanning results',
  license_compliance_scanning: 'Require license compliance',
  commit_message_pattern: 'Restrict commit messages',
  commit_author_email_pattern: 'Restrict author emails',
  committer_email_pattern: 'Restrict committer emails',
  file_path_restriction: 'Restrict file paths',
  file_extension_restriction: 'Restrict file extensions',
  max_file_path_length: 'Restrict file path length',
  max_file_size: 'Restrict file size',
  lock_branch: 'Lock branch',
  restrictions: 'Restrict who can push',
}
const refusesMaking: Record<string, string> = {
  creation: 'Restrict creations',
  branch_name_pattern: 'Restrict branch names',
}
const refusesSquash: Record<string, string> = { non_fast_forward: 'Block force pushes' }

/** The rules among `rules` that stop a push by a workflow's own token, as people find them in the settings. */
export function pushRefusals(rules: readonly BranchRule[], isThere = true): string[] {
  const words = isThere ? refusesPush : { ...refusesPush, ...refusesMaking }
  return namesIn(rules, words)
}

/** Whether the results can be pushed to their branch, and squashed weekly. */
export function judgeResultsBranch(branch: string, rules: readonly BranchRule[], isThere: boolean): Finding {
  const stops = pushRefusals(rules, isThere)
  const into = `the branch \`${branch}\``
  if (stops.length > 0) {
    return problem(
      `Results cannot be pushed to ${into}: ${ruleWords(stops)}. Workflows push with a token that such rules stop.`,
    )
  }
  const squash = branch === 'main' ? [] : namesIn(rules, refusesSquash)
  if (squash.length > 0) {
    return problem(
      `Results reach ${into}, but its weekly squash is stopped: ${ruleWords(squash)}. The repository would grow for ever.`,
    )
  }
  return good(isThere ? `Workflows may push results to ${into}.` : `No rule keeps workflows from making ${into}.`)
}

/** Whether a comment can be posted: by a push to main, or else by a pull request of its own. */
export function judgePosting(rules: readonly BranchRule[], mayOpenPulls: boolean | null): Finding {
  const stops = pushRefusals(rules)
  if (stops.length === 0) return good('Comments are posted straight to `main`: no rule stops it.')
  const why = `\`main\` takes no push (${ruleWords(stops)})`
  if (mayOpenPulls === true) return good(`${why}; comments are posted by pull request, which Actions may open.`)
  if (mayOpenPulls === false) {
    return problem(`${why}, and Actions may not open pull requests: what is posted by comment gets lost on the way.`)
  }
  return { state: 'unseen', line: `${why}; whether Actions may open a pull request instead, could not be seen.` }
}

function namesIn(rules: readonly BranchRule[], words: Record<string, string>): string[] {
  const stopping = rules.filter(({ isPassed }) => isPassed !== true)
  return [...new Set(stopping.flatMap(({ type }) => words[type] ?? []))]
}

const ruleWords = (names: readonly string[]) =>
  `${names.length === 1 ? 'the rule' : 'the rules'} ${listed(names.map((name) => `"${name}"`))}`
