/** The README.md of a results branch: whoever lands there learns what it is and what not to do with it. */
export function branchReadme(branch: string): string {
  return `# Results of our status page

This branch (\`${branch}\`) is written by Candor: the results of the checks
that the page on \`main\` is made of. It has a history of its own, and that history is squashed weekly.

- \`checks/2026-11-21.csv\`: one row a round of checks, one column a component.
- \`checks/spans-2026.csv\`: what was not up, for ever. \`checks/latency-2026.csv\`: how fast, for ever.
- \`checks/ledger.csv\`: the digest of each closed day. \`checks/notified.csv\`: who was told what.

Do not merge it, and do not edit it by hand: \`./candor publish\` writes it, \`./candor pull\` reads it.
`
}
