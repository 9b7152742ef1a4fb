import type { PeerCertificate } from 'node:tls'
import type { AnyCheck, CheckOf } from '../config/config.ts'
import type { Finding } from '../verdict/classes.ts'
import { holdsExpected } from './dns-records.ts'
import { faultOf, findingOf } from './fault.ts'
import type { DnsTest, HttpTest, OtherTest, PingTest } from './globalping-shapes.ts'
import { expectsStatus, judgeContent, judgeStatus } from './judge.ts'
import type { Attempt, Timings } from './probe.ts'
import { isRedirect } from './redirect.ts'
import { slowOr } from './slow.ts'

const nothing: Timings = { dns: null, connect: null, tls: null, ttfb: null, total: 0 }

/** What a place that did see an end found of an http check. `wallClock` in milliseconds. */
export function httpVerdict(test: HttpTest, check: CheckOf<'http'>, wallClock: number): Attempt {
  const { dns, tcp, tls, firstByte, total } = test.timings
  const timings = sums([dns, tcp, tls, firstByte], total)
  const ms = timings.ttfb ?? timings.total
  const finish = (finding: Finding, final = false): Attempt => ({ ...finding, ms, timings, final })
  if (ms > check.timeout * 1000) return finish(findingOf('timeout'))
  if (test.tls != null && !test.tls.authorized) return finish(tlsFinding(test.tls.error ?? ''))

  const answer = {
    status: test.statusCode,
    headers: new Map(
      Object.entries(test.headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
    ),
    bytes: Buffer.from(test.rawBody ?? ''),
    capped: test.truncated,
    certificate: certificateOf(test),
  }
  // They do not follow redirects: that the server answers is all that they can tell.
  if (isRedirect(answer.status) && check.follow !== 0 && !expectsStatus(check.expect, answer.status)) {
    return finish(slowOr(findingOf(null), check.degraded_over, ms))
  }
  const refused = judgeStatus(answer, check.expect)
  if (refused !== null) return finish(refused.finding, refused.final)
  // Of a longer body they hand over the beginning: what is asked of the body is left to this machine.
  const { body: _, json: __, ...rest } = check.expect ?? {}
  const content = judgeContent(answer, test.truncated ? rest : check.expect, wallClock)
  if (content !== null && content.verdict !== 'up') return finish(content)
  return finish(slowOr(content ?? findingOf(null), check.degraded_over, ms))
}

/** A connection over TCP, tried a few times: one that is accepted will do. */
export function pingVerdict(test: PingTest, check: AnyCheck): Attempt {
  const { rcv, avg } = test.stats
  const ms = Math.round(avg ?? 0)
  if (rcv === 0) return { ...findingOf('connect_timeout'), ms, timings: nothing, final: false }
  const timings = { ...nothing, connect: ms, total: ms }
  return { ...slowOr(findingOf(null), check.degraded_over, ms), ms, timings, final: false }
}

export function dnsVerdict(test: DnsTest, check: CheckOf<'dns'>): Attempt {
  const ms = Math.round(test.timings.total ?? 0)
  const timings = { ...nothing, ttfb: ms, total: ms }
  const finish = (finding: Finding): Attempt => ({ ...finding, ms, timings, final: false })
  const code = test.statusCodeName.toUpperCase()
  const wanted = check.expect?.code ?? 'NOERROR'
  if (code !== wanted) {
    if (code === 'NOERROR') return finish(findingOf('answer'))
    return finish(code === 'NXDOMAIN' ? findingOf('dns_nxdomain') : findingOf('dns_error', code))
  }
  const record = check.record ?? 'A'
  const records = test.answers.filter(({ type }) => type === record).map(({ value }) => wordsOf(record, value))
  if (code === 'NOERROR' && !holdsExpected(records, record, check.expect)) return finish(findingOf('answer'))
  return finish(slowOr(findingOf(null), check.degraded_over, ms))
}

/** A record as dig writes it, in the words that expectations are compared by. */
function wordsOf(record: string, value: string): string[] {
  if (record === 'TXT') return [[...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('') || value]
  const plain = value.toLowerCase().replace(/\.$/, '')
  return record === 'MX' ? [plain, plain.replace(/^\d+\s+/, '')] : [plain]
}

/**
 * A test that came to no end there. Of its text only the error code counts, as sockets and resolvers name it; without
 * one it may have been the place that failed, which says nothing of the component.
 */
export function failureVerdict({ status, rawOutput }: OtherTest): Attempt {
  const text = status === 'failed' ? (rawOutput ?? '') : ''
  const finish = (finding: Finding): Attempt => ({ ...finding, ms: 0, timings: nothing, final: false })
  if (/^Request timeout\.?$/i.test(text.trim())) return finish(findingOf('timeout'))
  if (/^other side closed$/i.test(text.trim())) return finish(findingOf('closed'))
  const [code] = /\b(E[A-Z]{4,12}|ERR_[A-Z_]+|HPE_[A-Z_]+|UND_ERR_[A-Z_]+)\b/.exec(text) ?? []
  if (code === undefined) return finish(findingOf('checker', 'place'))
  return finish(faultOf(Object.assign(new Error(), { code }), 'ttfb', { aborted: false }))
}

function tlsFinding(code: string): Finding {
  const finding = faultOf(Object.assign(new Error(), { code }), 'tls', { aborted: false })
  return finding.verdict === 'down' ? finding : findingOf('tls_untrusted')
}

function certificateOf({ tls }: HttpTest): PeerCertificate | null {
  if (tls?.createdAt == null || tls.expiresAt == null) return null
  return { valid_from: tls.createdAt, valid_to: tls.expiresAt } as PeerCertificate
}

/** Phases one after the other, as times from the start. */
function sums(phases: readonly (number | null | undefined)[], total: number | null | undefined): Timings {
  let elapsed = 0
  const [dns, connect, tls, ttfb] = phases.map((phase) => {
    if (phase == null) return null
    elapsed += phase
    return Math.round(elapsed)
  }) as [number | null, number | null, number | null, number | null]
  return { dns, connect, tls, ttfb, total: Math.round(total ?? elapsed) }
}
