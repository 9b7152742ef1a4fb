import type { AnyCheck, CheckOf } from '../../../src/config/config.ts'
import type { RoundContext } from '../../../src/probe/attempt.ts'
import type { Attempt } from '../../../src/probe/probe.ts'
import { attemptAt, brief, timing } from './check.ts'

type Keys<T extends AnyCheck['type']> = Partial<CheckOf<T>>

export const websocket = (url: string, keys: Keys<'websocket'> = {}): CheckOf<'websocket'> => ({
  ...timing,
  type: 'websocket',
  url,
  ...keys,
})
const local = { ...timing, host: 'localhost', ip: 4 } as const
export const smtp = (port: number, keys: Keys<'smtp'> = {}): CheckOf<'smtp'> => ({
  ...local,
  type: 'smtp',
  port,
  ...keys,
})
export const ssh = (port: number, keys: Keys<'ssh'> = {}): CheckOf<'ssh'> => ({ ...local, type: 'ssh', port, ...keys })
export const grpc = (port: number, keys: Keys<'grpc'> = {}): CheckOf<'grpc'> => ({
  ...local,
  type: 'grpc',
  port,
  tls: false,
  ...keys,
})

/**
 * What came of an attempt, and the last phase that had ended by then: `down timeout after connect`. One that outlived its
 * deadline would never come back here: the servers of these tests that are silent or trickle do so without end.
 */
export async function outcome(check: AnyCheck, given: Partial<RoundContext> = {}): Promise<string> {
  const result = await attemptAt(check, given)
  return result.verdict === 'up' ? brief(result) : `${brief(result)} after ${lastEnded(result)}`
}

function lastEnded({ timings: { dns, connect, tls, ttfb } }: Attempt): string {
  const ended = Object.entries({ dns, connect, ttfb, tls }).filter(([, time]) => time !== null)
  return ended.sort(([, a], [, b]) => a! - b!).at(-1)?.[0] ?? 'nothing'
}
