import type { CheckOf } from '../config/config.ts'
import type { Finding } from '../verdict/classes.ts'
import type { Answer, Way } from './exchange.ts'
import { faultOf, findingOf } from './fault.ts'
import { defaultLimit, follow, type Leash } from './follow.ts'
import { guardOf } from './guard.ts'
import { trustOf } from './handshake.ts'
import { expectsStatus, judgeContent, judgeStatus } from './judge.ts'
import { type Phases, startPhases } from './phases.ts'
import type { Probe } from './probe.ts'
import { proxyOf } from './proxy.ts'
import { requestOf, secretIn } from './request.ts'
import { slowOr } from './slow.ts'

type HttpCheck = CheckOf<'http'>

export const probeHttp: Probe<HttpCheck> = async (check, context) => {
  const phases = startPhases()
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  try {
    const request = requestOf(check, context)
    const way: Way = {
      family,
      permits: guardOf(check.allow_private),
      trust: await trustOf(check, context),
      nameServers: context.nameServers,
      proxy: check.proxy === undefined ? undefined : proxyOf(context.fill(check.proxy)),
    }
    const answer = await follow(request, leashOf(check), way, phases, context.signal)
    const { finding, final } = judge(answer, check, phases)
    return phases.finish(finding, { final })
  } catch (error) {
    return phases.finish(faultOf(error, phases.current, { aborted: context.signal.aborted, family }))
  }
}

function leashOf(check: HttpCheck): Leash {
  const { expect: expected } = check
  return {
    limit: check.follow ?? defaultLimit,
    // A redirect that the check names in `expect.status` is the answer.
    wanted: (status) => expected?.status !== undefined && expectsStatus(expected, status),
    secret: secretIn(check),
  }
}

function judge(answer: Answer, check: HttpCheck, phases: Phases): { finding: Finding; final: boolean } {
  const refused = judgeStatus(answer, check.expect)
  if (refused !== null) return refused
  const content = judgeContent(answer, check.expect, Date.now())
  if (content !== null && content.verdict !== 'up') return { finding: content, final: false }
  return { finding: slowOr(content ?? findingOf(null), check.degraded_over, phases.ttfb), final: false }
}
