import process from 'node:process'
import type { Command } from 'commander'
import type { CheckFlags } from './check-options.ts'
import { runCheck } from './check-run.ts'
import { deadmanOf, watched } from './deadman.ts'

export function define(command: Command): void {
  command
    .argument('[id...]', 'components to probe, due or not')
    .option('--json', 'print JSON and nothing else; one line a round with --every')
    .option('--dry-run', 'probe and show, keep nothing')
    .option('--fail-on-down', 'exit 1 when something is down')
    .option('--publish', 'publish at each change of state, at least every 15 minutes, and at the end')
    .option('--notify', 'tell people what has not been told')
    .option('--ask-for-page', 'after each publish ask for a new page: at a change, else every 15 minutes')
    .option('--no-watch', 'do not stay while something is newly down')
    .option('--shard <i/n>', 'only this share of the components')
    .option('--every <time>', 'again and again, a round each 60s')
    .option('--for <time>', 'how long, as in 55m')
    .action(async (ids: string[], flags: CheckFlags) => {
      const deadman = flags.publish && !flags.dryRun ? deadmanOf(process.env) : null
      process.exitCode = await watched(deadman, () => runCheck(ids, flags, deadman))
    })
}
