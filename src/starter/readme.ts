import type { StarterOrder } from './starter.ts'

/** What whoever opens the repository in an outage needs first; then the set-up, once. `docs`: the engine's pages. */
export function starterReadme({ name, url, engine }: StarterOrder, docs: string): string {
  return `# ${oneLine(name)}

The page: ${url}

## Something is broken

- **On your phone**: checks open an issue for each outage. Comment under it, and it is on the page within a minute or so:
  \`/identified next=30m A bad deploy; we are rolling back.\` ([all commands](${docs}/post-by-comment.md))
- **At a keyboard**: write a file in [\`incidents/\`](incidents/). Its [README](incidents/README.md) explains how in a minute,
  and [\`_templates/\`](incidents/_templates/) has one to copy for each case. A pull request says what visitors will see.

## Set it up, once

1. *Settings > Pages > Build and deployment > Source*: **GitHub Actions**.
2. *Settings > Actions > General > Actions permissions*: **Allow all actions**, or at least those named in
   [\`.github/workflows/\`](.github/workflows/).
3. *Actions > Checks > Run workflow*. The page is there when the run of *Page* that follows is green.

Where it goes wrong, or step by step: [start](${docs}/start.md).

## What is what

| | |
| --- | --- |
| [\`components.yml\`](components.yml) | what is watched; [every key](${docs}/configuration.md), [every kind of check](${docs}/monitors.md) |
| [\`incidents/\`](incidents/) | what people say |
| [\`.github/workflows/\`](.github/workflows/) | what runs: checks every few minutes, the page at each change |
| the branch \`status-data\` | results, as small text files; made by the first run. No machine writes to \`main\` |
| [\`.github/dependabot.yml\`](.github/dependabot.yml) | brings a newer engine by pull request ([upgrade](${docs}/upgrade.md)) |

Made with [Candor](${docs.replace(/\/blob\/.*$/, '')}), pinned at \`${engine.commit.slice(0, 12)}\`.
`
}

/** Nothing of a name becomes a heading or a tag of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&')
}
