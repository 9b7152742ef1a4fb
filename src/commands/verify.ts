import process from 'node:process'
import type { Command } from 'commander'
import { withSafeIds } from '../feeds/safe-ids.ts'
import { headCommit } from '../git/state.ts'
import { loadSnapshot } from '../page/load.ts'
import { Failure } from '../problem/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { commitOf, nowOf, verify } from '../verify/verify.ts'
import { contextOf, print, printJson } from './context.ts'
import { fetchPublished } from './published-page.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  json?: boolean
}

/** More differences than this help nobody; `--json` has them all. */
const mostShown = 20

export function define(command: Command): void {
  command
    .argument('<url>', 'the published page, as in https://status.acme.example/')
    .option('--json', 'print {url, now, values, matches, differences} as JSON')
    .action(run)
}

async function run(url: string, options: Options): Promise<void> {
  const { root } = contextOf(options)
  const page = await fetchPublished(url)
  const now = nowOf(page.published)
  if (now === null) {
    throw new Failure(
      `${page.url}api/uptime.json does not say when its figures were computed.\n  Expected a page that Candor made: {"now": "2026-11-21T10:02:00Z", ...}`,
    )
  }
  await bringResults(root)
  const snapshot = withSafeIds(await loadSnapshot(root, now, { audience: 'public', ahead: 0 }))
  const { values, differences } = verify(page.published, snapshot)
  const matches = differences.length === 0
  if (!matches) process.exitCode = 1
  if (options.json) {
    printJson({ url: page.url, now: formatInstant(now), values, matches, differences })
    return
  }
  print(`Compared ${values} values of ${page.url} with components.yml, incidents/ and checks/ in ${root},`)
  print(`computed as of ${formatInstant(now)}, the page's own time.`)
  if (matches) {
    print('matches')
    return
  }
  print(`does not match: ${differences.length} of ${values} values differ`)
  for (const { where, published, recomputed } of differences.slice(0, mostShown)) {
    print(`  ${where}\n    the page says ${published}\n    the files say ${recomputed}`)
  }
  if (differences.length > mostShown) print(`  and ${differences.length - mostShown} more: --json lists them all`)
  const [made, here] = [commitOf(page.published), await headCommit(root)]
  if (made !== null && made !== here) {
    print(
      `The page was made of commit ${made.slice(0, 10)}, here is ${here?.slice(0, 10) ?? 'none'}: compare like with like.`,
    )
  }
}
