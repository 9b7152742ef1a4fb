import type { ProbeResult } from '../probe/probe.ts'
import { loadConfig } from '../store/config-file.ts'
import { systemClock } from '../time/clock.ts'
import { runName } from './check-name.ts'
import { summaryOf, tableOf } from './check-report.ts'
import { checkRound } from './check-round.ts'

/** Looks once at everything that a new page watches, and keeps what it saw: the first look at the page then shows it. */
export async function lookOnce(root: string): Promise<ProbeResult[]> {
  const { config } = await loadConfig(root)
  // Once is once: that it is down need not be confirmed to be worth saying.
  const components = config.components.map((component) => ({
    ...component,
    check: component.check === null ? null : { ...component.check, confirm: 1 },
  }))
  const state = {
    root,
    config: { ...config, components },
    dryRun: false,
    stop: new AbortController().signal,
    seen: new Map(),
    onFailure: () => {},
  }
  const { results } = await checkRound(state, components, runName({}, null), systemClock())
  return results
}

/** What was seen, for the person who named it; `file` is where a mistake would be mended. */
export function whatWasSeen(results: readonly ProbeResult[], file: string): string {
  const failing = results.filter(({ verdict }) => verdict !== 'up' && verdict !== 'degraded')
  const lines = ['One look at each:', tableOf(results), `${summaryOf(results)}.`]
  if (failing.length > 0) {
    lines.push(`The page is made all the same. If that is not as you expected, mend ${file} and look again.`)
  }
  if (failing.some((result) => result.class === 'private_address')) {
    lines.push('An address of a private network is only looked at with `allow_private: true` in its check.')
  }
  return lines.join('\n')
}
