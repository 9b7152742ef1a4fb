import { formatInstant, type Instant, parseInstant } from '../time/instant.ts'

/** The README.md of a results branch: whoever lands there learns what it is and what not to do with it. */
export function branchReadme(branch: string, since: Instant): string {
  return `# Results of our status page

This branch (\`${branch}\`) is written by Candor: the results of the checks
that the page on \`main\` is made of. It has a history of its own, and that history is squashed weekly.

History since ${formatInstant(since)}.

- \`checks/2026-11-21.csv\`: one row a round of checks, one column a component.
- \`checks/spans-2026.csv\`: what was not up, for ever. \`checks/latency-2026.csv\`: how fast, for ever.
- \`checks/ledger.csv\`: the digest of each closed day. \`checks/notified.csv\`: who was told what.

Do not merge it, and do not edit it by hand: \`./candor publish\` writes it, \`./candor pull\` reads it.
`
}

/** When the branch was made or squashed last, as its README says; null when it does not. */
export function historySince(readme: string): Instant | null {
  const [, time] = /^History since (\S+Z)\.$/m.exec(readme) ?? []
  return time === undefined ? null : parseInstant(time)
}

/** The README.md of a branch that results were moved away from. */
export function movedReadme(to: string): string {
  return `# The results moved

They are on the branch \`${to}\` now. Runs that began before the move read \`checks/MOVED\` and go on there.
Once components.yml on \`main\` says \`results: { branch: ${to} }\`, this branch can be removed.
`
}
