import type { CheckOf } from '../config/config.ts'
import { day, type Instant } from '../time/instant.ts'
import type { Finding } from '../verdict/classes.ts'
import { fetchDocument, jsonIn } from './document.ts'
import { daily } from './domain-day.ts'
import { ianaList, type Registration, readList, readRegistration, serverFor } from './domain-rdap.ts'
import { Fault, faultOf, findingOf } from './fault.ts'
import { hearsay } from './hearsay.ts'
import { type Phases, startPhases } from './phases.ts'
import type { Probe, ProbeContext } from './probe.ts'

type DomainCheck = CheckOf<'domain'>

const defaultWarn = 30 * day

const lists = daily<ReadonlyMap<string, string>>()
/** Null: the registry knows no such domain. */
const registrations = daily<Registration | null>()

/** When a domain expires, as its registry says by RDAP; asked once a day. */
export const probeDomain: Probe<DomainCheck> = async (check, context) => {
  const phases = startPhases()
  try {
    const now = context.now ?? Math.floor(Date.now() / 1000)
    const registration = await hearsay('rdap', phases, context.signal, () => ask(check, now, context, phases))
    // The answer holds for the day: neither good nor bad news gets another attempt.
    return phases.finish(judgeRegistration(registration, now, check.warn ?? defaultWarn), { final: true })
  } catch (error) {
    return phases.finish(faultOf(error, phases.current, { aborted: context.signal.aborted }), { final: true })
  }
}

/** What a registration means `now`; `warn` in seconds before its end. Throws a Fault when it does not say its end. */
export function judgeRegistration(registration: Registration | null, now: Instant, warn: number): Finding {
  if (registration === null) return findingOf('answer', 'not-registered')
  const { expires, lost } = registration
  if (lost) return findingOf('domain_expired')
  if (expires === null) throw new Fault('checker', 'rdap-no-expiry')
  const left = expires - now
  if (left <= 0) return findingOf('domain_expired')
  return left < warn ? findingOf('domain_expiring', String(Math.floor(left / day))) : findingOf(null)
}

async function ask(
  check: DomainCheck,
  now: Instant,
  context: ProbeContext,
  phases: Phases,
): Promise<Registration | null> {
  const name = check.name.toLowerCase().replace(/\.$/, '')
  const listUrl = context.rdapList ?? ianaList
  const servers = await lists(listUrl, now, () => readServers(listUrl, check, context, phases))
  const server = serverFor(name, servers)
  if (server === null) throw new Fault('checker', 'rdap-none')
  const url = `${server}domain/${name}`
  return await registrations(url, now, async () => {
    const headers = { accept: 'application/rdap+json' }
    const answer = await fetchDocument({ url, headers }, check, context, phases, [404])
    if (answer.status === 404) return null
    const registration = readRegistration(jsonIn(answer))
    if (registration === null) throw new Fault('checker', 'rdap')
    return registration
  })
}

async function readServers(url: string, check: DomainCheck, context: ProbeContext, phases: Phases) {
  const servers = readList(jsonIn(await fetchDocument({ url }, check, context, phases)))
  if (servers === null) throw new Fault('checker', 'rdap-list')
  return servers
}
