import type { GitHub } from './client.ts'
import { onlyOnce } from './only-once.ts'

export interface Pull {
  number: number
  url: string
}

/** Proposes `branch` for main, or gives the open pull request that does already. */
export async function openPullOnce(
  github: GitHub,
  order: { branch: string; base?: string; title: string; body: string },
): Promise<Pull> {
  const { branch, base: target = 'main', title, body } = order
  return onlyOnce(github, {
    find: async () => {
      const open = await github.list('list the pull requests', (octokit, base) =>
        octokit.paginate.iterator(octokit.rest.pulls.list, {
          ...base,
          state: 'open',
          head: `${base.owner}:${branch}`,
          base: target,
          per_page: 100,
        }),
      )
      return open[0] === undefined ? null : pullFrom(open[0])
    },
    make: async () =>
      pullFrom(
        await github.callOnce('open a pull request', (octokit, base) =>
          octokit.rest.pulls.create({ ...base, head: branch, base: target, title, body, maintainer_can_modify: true }),
        ),
      ),
  })
}

function pullFrom({ number, html_url }: { number: number; html_url: string }): Pull {
  return { number, url: html_url }
}
