import type { Config } from '../config/config.ts'
import { type Published, publish } from '../git/publish.ts'
import { closeDays } from '../store/checks-closing.ts'
import type { Instant } from '../time/instant.ts'

/** Closes the days that are over, then brings checks/ to the results branch. */
export async function publishResults(
  root: string,
  config: Config,
  now: Instant,
  subject: string,
  remote?: string,
): Promise<Published> {
  await closeDays(root, config, now)
  return await publish(root, config, { now, subject, remote })
}
