import { isIP } from 'node:net'
import type { AnyCheck, CheckOf } from '../config/config.ts'
import { whyNotElsewhere } from '../config/elsewhere.ts'
import { Failure } from '../problem/problem.ts'
import { guardOf } from './guard.ts'

/** The body of `POST /v1/measurements`, as https://globalping.io/docs/api.globalping.io has it. */
export interface Measurement {
  type: 'http' | 'ping' | 'dns'
  target: string
  /** One probe of each place, in this order. */
  locations: { magic: string; limit: 1 }[]
  measurementOptions: Record<string, unknown>
}

/** Names that mean something only inside somebody's network. */
const inside = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/i
const isPublic = guardOf(null)

/**
 * One measurement of a check at all its places. What is asked and of whom is public there: throws a Failure that says
 * why for whatever is private, or what another place cannot do for us.
 */
export function measurementOf(component: string, check: AnyCheck, places: readonly string[]): Measurement {
  const refuse = (why: string, expected: string): never => {
    throw new Failure(`\`${component}\` is not asked from other places: ${why}.\n  Expected ${expected}`)
  }
  const not = whyNotElsewhere({ ...check })
  if (not !== null) refuse(not.why, not.expected)
  const asked = partsOf(check, refuse)
  if (asked.type !== 'dns' && !isPublicHost(asked.target)) {
    refuse(`\`${asked.target}\` is a private address`, 'a public one, or no `locations`.')
  }
  const family = check.ip === 4 || check.ip === 6 ? check.ip : null
  if (family !== null && isIP(asked.target) === 0) asked.measurementOptions['ipVersion'] = family
  // Their fuzzy search takes words, which cannot stand in a column's name with a space between.
  const locations = places.map((place) => ({ magic: place.replaceAll('-', ' '), limit: 1 as const }))
  return { ...asked, locations }
}

type Refuse = (why: string, expected: string) => never

function partsOf(check: AnyCheck, refuse: Refuse): Omit<Measurement, 'locations'> {
  switch (check.type) {
    case 'http':
      return httpParts(check, refuse)
    case 'dns':
      return dnsParts(check, refuse)
    case 'websocket': {
      const url = urlOf(check.url, refuse)
      return tcpParts(hostOf(url), Number(url.port || (url.protocol === 'wss:' ? 443 : 80)))
    }
    case 'smtp':
      return tcpParts(check.host, check.port ?? 25)
    case 'ssh':
      return tcpParts(check.host, check.port ?? 22)
    case 'tcp':
    case 'tls':
    case 'grpc':
      return tcpParts(check.host, check.port)
    default:
      return refuse(`a check of type \`${check.type}\` is made here alone`, 'no `locations`.')
  }
}

function httpParts(check: CheckOf<'http'>, refuse: Refuse): Omit<Measurement, 'locations'> {
  const url = urlOf(check.url, refuse)
  const method = check.method ?? 'GET'
  const request = {
    method,
    path: url.pathname,
    ...(url.search === '' ? {} : { query: url.search.slice(1) }),
    ...(check.headers === undefined ? {} : { headers: check.headers }),
  }
  const secure = url.protocol === 'https:'
  const measurementOptions = {
    request,
    protocol: secure ? 'HTTPS' : 'HTTP',
    port: Number(url.port || (secure ? 443 : 80)),
  }
  return { type: 'http', target: hostOf(url), measurementOptions }
}

function dnsParts(check: CheckOf<'dns'>, refuse: Refuse): Omit<Measurement, 'locations'> {
  const measurementOptions: Record<string, unknown> = { query: { type: check.record ?? 'A' } }
  if (check.resolver !== undefined) {
    const [, address = check.resolver, port] =
      /^\[(.*)\](?::(\d+))?$/.exec(check.resolver) ?? /^([\d.]+)(?::(\d+))?$/.exec(check.resolver) ?? []
    if (!isPublicHost(address)) {
      refuse(`its resolver \`${check.resolver}\` is a private address`, 'a public one, or no `locations`.')
    }
    measurementOptions['resolver'] = address
    if (port !== undefined) measurementOptions['port'] = Number(port)
  }
  return { type: 'dns', target: check.name.replace(/\.$/, ''), measurementOptions }
}

/** Whether a connection can be made is all that another place tells of these. */
function tcpParts(host: string, port: number): Omit<Measurement, 'locations'> {
  return { type: 'ping', target: host, measurementOptions: { protocol: 'TCP', port, packets: 3 } }
}

function urlOf(text: string, refuse: Refuse): URL {
  return URL.parse(text) ?? refuse('its `url` cannot be read', 'an address such as https://acme.example/')
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

function isPublicHost(host: string): boolean {
  return isIP(host) === 0 ? host.includes('.') && !inside.test(host) : isPublic(host)
}
