import { performance } from 'node:perf_hooks'
import type { Channel, ChannelType } from '../config/channel-keys.ts'
import type { Message } from '../messages/message.ts'
import { pause } from '../probe/deadline.ts'
import { Failure } from '../problem/problem.ts'
import { type ChannelKind, type Means, Undelivered } from './channel.ts'
import { channelKinds } from './table.ts'

/** What became of one message: null when it was taken, else why not, fit to be shown. */
export type Refused = string | null

/** After so many waits for one message the next run goes on. */
const mostTries = 3

/**
 * Sends one message. A service that asks to wait is waited for while `until` (milliseconds of `performance.now`) allows it.
 * Never throws: whatever goes wrong with one channel is none of the others' business.
 */
export async function deliver(message: Message, channel: Channel, means: Means, until: number): Promise<Refused> {
  for (let tries = 1; ; tries += 1) {
    try {
      const kind = (await channelKinds[channel.type]()) as ChannelKind<ChannelType>
      await kind.send(message, channel, means)
      return null
    } catch (error) {
      const wait = error instanceof Undelivered ? error.retryAfter : null
      const room = until - performance.now()
      if (wait === null || wait * 1000 > room || tries === mostTries || means.signal.aborted) return whyNot(error)
      await pause(wait * 1000, means.signal)
    }
  }
}

/** Only words of ours: those of libraries and services may repeat a secret. */
function whyNot(error: unknown): string {
  if (error instanceof Undelivered || error instanceof Failure) return error.message
  const name = error instanceof Error ? error.name : 'Error'
  return `It could not be sent (${/^\w+$/.test(name) ? name : 'Error'}).`
}
