import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { Means } from '../channels/channel.ts'
import { posterOf } from '../channels/post.ts'
import { type Telling, type Told, tell } from '../channels/tell.ts'
import { readNotified } from '../checks/notified.ts'
import type { Config } from '../config/config.ts'
import { heldSecrets } from '../git/held-secrets.ts'
import { hasRemote, openRepository } from '../git/repository.ts'
import { GitFailure } from '../git/trouble.ts'
import { type Environment, placeFrom } from '../github/place.ts'
import { loadKnown } from '../page/known.ts'
import { secretFiller } from '../probe/secrets.ts'
import { loadConfig } from '../store/config-file.ts'
import type { Clock } from '../time/clock.ts'

interface Options {
  /** As in `loadSnapshot`. */
  ahead?: number | undefined
  /** Seconds for one message; tests make it short. */
  limit?: number
}

/**
 * Tells everybody what they have not been told. With a remote the ledger is published before and after; a clone without one
 * keeps it to itself.
 */
export async function notifyAll(root: string, clock: Clock, stop: AbortSignal, options: Options = {}): Promise<Told> {
  const { config } = await loadConfig(root)
  if (config.notify.length === 0) return { told: [], refused: [], stopped: null }
  const publish = (await isShared(root)) ? publisher(root, clock) : null
  const means = meansOf(config, stop, options)
  const [known, { search }] = await Promise.all([loadKnown(root, clock(), options.ahead), heldSecrets(root)])
  return await tell(known, { root, clock, publish, means, search })
}

/** What channels may use of the world, with the secrets of this environment. */
export function meansOf(
  config: Config,
  stop: AbortSignal,
  { limit }: Pick<Options, 'limit'> = {},
  env: Environment = process.env,
  repository = config.site.repository,
): Means {
  return {
    fill: secretFiller(config.secrets, env),
    post: posterOf(`Candor/1 (+${config.site.url})`, stop, limit),
    github: async () => {
      const { openGitHub } = await import('../github/client.ts')
      return await openGitHub(placeFrom(env, repository))
    },
    signal: stop,
  }
}

/** Sentences about what did not work, by channel; what kept everybody from being told is by the empty name. */
export function troublesIn({ refused, stopped }: Told): Map<string, string> {
  const lines = new Map(
    refused.map(({ planned: { channel, message }, why }) => [
      channel.id,
      `the channel \`${channel.id}\` (${channel.type}) did not take ${message.event}.\n  ${why.replaceAll('\n', '\n  ')}\n  Nothing is lost: the next run tries again, for a day.`,
    ]),
  )
  if (stopped !== null) lines.set('', `not everybody was told.\n  ${stopped.replaceAll('\n', '\n  ')}`)
  return lines
}

function publisher(root: string, clock: Clock): NonNullable<Telling['publish']> {
  // Else two machines that claim the same in one second make the same commit, and each takes the other's push for its own.
  const mark = `Candor-Teller: ${randomUUID()}`
  return async (first) => {
    const { publishResults } = await import('./publish-results.ts')
    const { toldBefore } = await publishResults(root, (await loadConfig(root)).config, clock(), { mark, first })
    return readNotified(toldBefore)
  }
}

/** Whether there is a clone with a remote: else the ledger is this folder's alone. */
async function isShared(root: string): Promise<boolean> {
  try {
    return await hasRemote(await openRepository(root))
  } catch (error) {
    if (error instanceof GitFailure && (error.trouble === 'no_repository' || error.trouble === 'no_git')) return false
    throw error
  }
}
