import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { CheckOf } from '../config/config.ts'
import type { Finding } from '../verdict/classes.ts'
import { before } from './deadline.ts'
import { holdsExpected, recordsOf } from './dns-records.ts'
import { Fault, faultOf, findingOf, hasIpv6 } from './fault.ts'
import { guardOf } from './guard.ts'
import { startPhases } from './phases.ts'
import type { Probe } from './probe.ts'
import { slowOr } from './slow.ts'

type DnsCheck = CheckOf<'dns'>

/**
 * Packets get lost: another is sent after a third of the time. c-ares doubles the pause and takes up to half of it off
 * again, so that four never end before the attempt does.
 */
const retries = { after: 1 / 3, tries: 4 }

/** c-ares' words for the response codes of RFC 1035; other codes it does not tell apart. */
const codes: Record<string, string> = {
  EFORMERR: 'FORMERR',
  ESERVFAIL: 'SERVFAIL',
  ENOTFOUND: 'NXDOMAIN',
  ENOTIMP: 'NOTIMP',
  EREFUSED: 'REFUSED',
}

/** Asks a name server, over TCP where its answer does not fit into one packet. */
export const probeDns: Probe<DnsCheck> = async (check, context) => {
  const phases = startPhases()
  // Nothing has to be looked up before the question: what takes time is the answer.
  phases.begin('ttfb')
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  const server = check.resolver === undefined ? null : serverOf(check.resolver)
  const resolver = new Resolver({ timeout: Math.ceil(check.timeout * 1000 * retries.after), tries: retries.tries })
  try {
    if (server !== null) {
      if (family !== null && isIP(server.address) !== family) throw new Fault('dns_error', 'no-address')
      if (!guardOf(check.allow_private)(server.address)) throw new Fault('private_address')
      resolver.setServers([server.written])
    } else if (context.nameServers !== undefined) resolver.setServers(context.nameServers)
    const answer = await before(context.signal, ask(resolver, check))
    phases.end('ttfb')
    const finding = judge(answer, check)
    const attempt = phases.finish(finding)
    return finding.verdict === 'up' ? { ...attempt, ...slowOr(attempt, check.degraded_over, attempt.ms) } : attempt
  } catch (error) {
    const found = faultOf(error, phases.current, { aborted: context.signal.aborted, family })
    // c-ares says "refused" of every server that no packet can be sent to.
    const noWay = found.class === 'refused' && server !== null && isIP(server.address) === 6 && server.address !== '::1'
    return phases.finish(noWay && !hasIpv6() ? findingOf('no_ipv6') : found)
  } finally {
    resolver.cancel()
  }
}

/** What a server said: its response code, and its records in the words they are compared by. */
interface DnsAnswer {
  code: string
  records: string[][]
}

/** Throws c-ares' error when no server gave an answer that can be read. */
async function ask(resolver: Resolver, check: DnsCheck): Promise<DnsAnswer> {
  try {
    return { code: 'NOERROR', records: await recordsOf(resolver, check.record ?? 'A', check.name) }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENODATA') return { code: 'NOERROR', records: [] }
    if (codes[code] !== undefined) return { code: codes[code], records: [] }
    if (code === 'ETIMEOUT') throw new Fault('timeout', null, { cause: error })
    if (code === 'EBADRESP') throw new Fault('protocol', null, { cause: error })
    throw error
  }
}

function judge({ code, records }: DnsAnswer, { record = 'A', expect: expected }: DnsCheck): Finding {
  const wanted = expected?.code ?? 'NOERROR'
  if (code !== wanted) {
    if (code === 'NOERROR') return findingOf('answer')
    return code === 'NXDOMAIN' ? findingOf('dns_nxdomain') : findingOf('dns_error', code)
  }
  if (code !== 'NOERROR') return findingOf(null)
  if (holdsExpected(records, record, expected)) return findingOf(null)
  return findingOf('answer', records.length === 0 ? 'empty' : null)
}

/** `9.9.9.9`, `9.9.9.9:5353`, `[2620:fe::fe]:53`, `2620:fe::fe`: the address, and all of it as c-ares reads it. */
function serverOf(written: string): { address: string; written: string } {
  if (isIP(written) === 6) return { address: written, written: `[${written}]` }
  const [, bracketed, plain] = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/.exec(written) ?? []
  const address = bracketed ?? plain ?? ''
  const port = Number(/\]?:(\d+)$/.exec(written)?.[1] ?? 53)
  if (isIP(address) === 0 || port < 1 || port > 65_535) throw new Fault('checker', 'resolver')
  return { address, written }
}
