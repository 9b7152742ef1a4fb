import type { AnyCheck } from '../config/config.ts'
import type { Body } from './body.ts'
import type { Answer, Way } from './exchange.ts'
import { defaultLimit, follow } from './follow.ts'
import { guardOf } from './guard.ts'
import { trustOf } from './handshake.ts'
import { judgeStatus } from './judge.ts'
import type { Phases } from './phases.ts'
import type { ProbeContext } from './probe.ts'
import { Refusal } from './refusal.ts'
import { type Asked, requestOf, secretIn } from './request.ts'

/**
 * Asks for a document as an http check does: guard, redirects, body cap. Throws a Refusal for a status that is no
 * success (of those in `also` none), and what `follow` throws.
 */
export async function fetchDocument(
  asked: Asked,
  check: AnyCheck,
  context: ProbeContext,
  phases: Phases,
  also: readonly number[] = [],
): Promise<Answer> {
  const way: Way = {
    family: check.ip === 4 || check.ip === 6 ? check.ip : null,
    permits: guardOf(check.allow_private),
    trust: await trustOf(check, context),
    nameServers: context.nameServers,
  }
  const leash = { limit: defaultLimit, secret: secretIn(asked) }
  const answer = await follow(requestOf(asked, context), leash, way, phases, context.signal)
  const refused = also.includes(answer.status) ? null : judgeStatus(answer, undefined)
  if (refused !== null) throw new Refusal(refused)
  return answer
}

/** The document as JSON; undefined when it is none, or was too long to be read whole. */
export function jsonIn(answer: Body): unknown {
  if (answer.capped) return undefined
  try {
    return JSON.parse(answer.bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
