import type { Channel, ChannelType } from '../config/channel-keys.ts'
import type { GitHub } from '../github/client.ts'
import type { Message } from '../messages/message.ts'
import type { Answer, HttpRequest } from './post.ts'

/** The keys of one type of channel. */
export type Keys<T extends ChannelType> = Extract<Channel, { type: T }>

/** What a channel may use of the world. */
export interface Means {
  /** Fills `${NAME}` in. What comes out must never be shown. Throws a Failure that names what is missing. */
  fill: (text: string) => string
  /** POSTs, and gives the answer when it is a success; throws an Undelivered for any other. */
  post: (request: HttpRequest) => Promise<Answer>
  /** The line to GitHub, for channels that live there. Throws a Failure when there is no token or no repository. */
  github: () => Promise<GitHub>
  signal: AbortSignal
}

/**
 * One type of channel. It formats a message for its medium, escapes for it and keeps to its limits, and sends it. Throws an
 * Undelivered when it was not taken; whatever else it throws is told without its words, which may hold a secret.
 */
export interface ChannelKind<T extends ChannelType> {
  type: T
  send: (message: Message, keys: Keys<T>, means: Means) => Promise<void>
}

/** The channel did not take it; the next run tries again. The sentence is ours and holds no secret. */
export class Undelivered extends Error {
  /** Seconds that the service asks to wait; null when it does not say. */
  readonly retryAfter: number | null

  constructor(message: string, options: { retryAfter?: number | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'Undelivered'
    this.retryAfter = options.retryAfter ?? null
  }
}
