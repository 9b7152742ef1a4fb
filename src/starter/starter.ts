import { starterComponents } from './components.ts'
import { starterReadme } from './readme.ts'
import { codeowners, dependabot } from './upkeep.ts'
import { thinWorkflows } from './workflows.ts'

/** What `init` is told, by flags or questions. */
export interface StarterOrder {
  name: string
  url: string
  timezone: string
  /** What to watch: id and address, `https://...`, `tcp://host:port` or `tls://host:port`. */
  endpoints: { id: string; address: string }[]
  /** Where the engine is taken from: `owner/candor`, and the commit that is pinned. */
  engine: { repository: string; commit: string; server?: string }
  /** On GitHub unless false: elsewhere no workflows and no issues. */
  github?: boolean
}

/** The thin repository: path to text. `docs` are the engine's own files that are copied as they are. Pure. */
export function starterFiles(order: StarterOrder, docs: ReadonlyMap<string, string>): Map<string, string> {
  const pages = `${engineAddress(order.engine)}/docs`
  return new Map([
    ['components.yml', starterComponents(order, pages)],
    ['README.md', starterReadme(order, pages)],
    ['.gitignore', 'checks/*\n!checks/README.md\ndist/\n'],
    ['.gitattributes', '* text=auto eol=lf\n'],
    ...docs,
    ...(order.github === false ? [] : githubFiles(order, pages)),
  ])
}

function githubFiles({ engine }: StarterOrder, pages: string): [string, string][] {
  return [...thinWorkflows(engine, pages), ['.github/dependabot.yml', dependabot], ['.github/CODEOWNERS', codeowners]]
}

/** Where people read the engine's files, at the commit that is pinned. */
function engineAddress({ server = 'https://github.com', repository, commit }: StarterOrder['engine']): string {
  return `${server}/${repository}/blob/${commit}`
}
