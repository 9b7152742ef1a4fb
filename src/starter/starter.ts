import { starterComponents } from './components.ts'
import { thinWorkflows } from './workflows.ts'

/** What `init` is told, by flags or questions. */
export interface StarterOrder {
  name: string
  url: string
  timezone: string
  /** What to watch: id and address, `https://...`, `tcp://host:port` or `tls://host:port`. */
  endpoints: { id: string; address: string }[]
  /** Where the engine is taken from: `owner/candor`, and the commit that is pinned. */
  engine: { repository: string; commit: string }
}

/** The thin repository: path to text. `docs` are the engine's own files that are copied as they are. Pure. */
export function starterFiles(order: StarterOrder, docs: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([
    ['components.yml', starterComponents(order)],
    ['README.md', readme(order)],
    ['.gitignore', 'checks/*\n!checks/README.md\ndist/\n'],
    ['.gitattributes', '* text=auto eol=lf\n'],
    ...docs,
    ...thinWorkflows(order.engine),
    ['.github/dependabot.yml', dependabot],
    ['.github/CODEOWNERS', codeowners],
  ])
}

function readme({ name, url }: StarterOrder): string {
  return `# ${name}

The page: ${url}

- **Something is broken?** Write a file in [\`incidents/\`](incidents/); its [README](incidents/README.md) explains how in a
  minute, and [\`_templates/\`](incidents/_templates/) has one to copy for each case.
- **On your phone?** Comment under the outage's issue: \`/identified next=30m A bad deploy; we are rolling back.\`
- **Something new to watch?** Add it to [\`components.yml\`](components.yml).
- Results are on the branch \`status-data\`; nothing on \`main\` is written by a machine.

Set-up, once: *Settings > Pages > Source: GitHub Actions*, and
*Settings > Actions > General > Workflow permissions: Read and write*.
`
}

/** The pin of the engine is the upgrade path: Dependabot moves it by pull request, all pins in one. */
const dependabot = `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule: { interval: weekly }
    # A new release is a week old before it comes here: most bad ones are found by then.
    cooldown: { default-days: 7 }
    groups:
      actions: { patterns: ['*'] }
`

const codeowners = `# What is watched and what runs is for maintainers; incidents are for everybody who is on call.
# Put your team's name in place of @OWNER and remove the hash signs:
# /components.yml @OWNER
# /.github/ @OWNER
`
