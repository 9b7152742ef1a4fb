import type { StarterOrder } from './starter.ts'

/** What whoever opens the repository in an outage needs first; then the set-up, once. `docs`: the engine's pages. */
export function starterReadme({ name, url, engine, github }: StarterOrder, docs: string): string {
  return `# ${oneLine(name)}

The page: ${url}

## Something is broken

${github === false ? '' : onThePhone(docs)}- **At a keyboard**: write a file in [\`incidents/\`](incidents/). Its [README](incidents/README.md) explains how in a minute,
  and [\`_templates/\`](incidents/_templates/) has one to copy for each case.

## Set it up, once

${github === false ? anywhere(docs) : onGitHub(docs)}
## What is what

| | |
| --- | --- |
| [\`components.yml\`](components.yml) | what is watched; [every key](${docs}/configuration.md), [every kind of check](${docs}/monitors.md) |
| [\`incidents/\`](incidents/) | what people say |
| the branch \`status-data\` | results, as small text files; made by the first run. No machine writes to \`main\` |
${github === false ? '' : githubFolder(docs)}
Made with [Candor](${docs.replace(/\/blob\/.*$/, '')}), at \`${engine.commit.slice(0, 12)}\`.
`
}

function onThePhone(docs: string): string {
  return `- **On your phone**: checks open an issue for each outage. Comment under it, and it is on the page within a minute or so:
  \`/identified next=30m A bad deploy; we are rolling back.\` ([all commands](${docs}/post-by-comment.md))
`
}

function onGitHub(docs: string): string {
  return `1. *Settings > Pages > Build and deployment > Source*: **GitHub Actions**.
2. *Actions > Checks > Run workflow*. The page is there when the run of *Page* that follows is green.

Click by click, and what to do where it goes wrong: [start](${docs}/start.md).
`
}

function anywhere(docs: string): string {
  return `Any machine or CI that can run Git and Node does it: on [GitLab](${docs}/gitlab-ci.md), by [cron](${docs}/cron.md).
`
}

function githubFolder(docs: string): string {
  return `| [\`.github/workflows/\`](.github/workflows/) | what runs: checks every few minutes, the page at each change |
| [\`.github/dependabot.yml\`](.github/dependabot.yml) | brings a newer engine by pull request ([upgrade](${docs}/upgrade.md)) |
`
}

/** Nothing of a name becomes a heading or a tag of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&')
}
