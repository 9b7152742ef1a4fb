import { hostName, webUrl } from '../config/scalars.ts'

interface Made {
  check: Record<string, unknown> | null
  secrets: string[]
  /** Whole sentences. */
  warnings: string[]
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The `check:` of one site of .upptimerc.yml. Null when there is none that could be made. */
export function upptimeCheck(site: Record<string, unknown>): Made {
  const warnings: string[] = []
  const secrets = new Set<string>()
  // `$NAME` there is a secret; here it is `${NAME}`, and listed.
  const fill = (text: string) =>
    text.replaceAll(/\$\{?([A-Z][A-Z0-9_]*)\}?/g, (_, name: string) => {
      secrets.add(name)
      return `\${${name}}`
    })
  const url = fill(String(site['url'] ?? '').trim())
  const kind = String(site['check'] ?? 'http')
  const made = () => {
    if (url === '') return null
    if (kind === 'tcp-ping' || kind === 'tcp' || kind === 'icmp-ping') return socketCheck(url, site, kind, warnings)
    if (kind === 'ws') return { type: 'websocket', url: url.replace(/^http/, 'ws') }
    if (kind === 'ssl') return socketCheck(url, { port: site['port'] ?? 443 }, 'ssl', warnings)
    return httpCheck(url, site, fill, warnings)
  }
  const check = made()
  if (check === null)
    warnings.push(`Nothing can be probed at \`${url}\`; it is set by incidents alone until you give it a check.`)
  const limit = Number(site['maxResponseTime'])
  if (check !== null && Number.isFinite(limit) && limit > 0)
    Object.assign(check, { degraded_over: `${Math.round(limit)}ms` })
  for (const key of Object.keys(site)) {
    if (key.startsWith('__dangerous__'))
      warnings.push(`\`${key}\` was not taken over: checks here look at certificates; name your own with \`ca\`.`)
  }
  return { check, secrets: [...secrets], warnings }
}

function socketCheck(
  url: string,
  site: Record<string, unknown>,
  kind: string,
  warnings: string[],
): Record<string, unknown> | null {
  const found = /^(?:[a-z]+:\/\/)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?/i.exec(url)
  const host = found?.[1] ?? ''
  if (!hostName.safeParse(host).success) return null
  const port = Number(site['port'] ?? found?.[2] ?? (kind === 'ssl' ? 443 : Number.NaN))
  if (kind === 'icmp-ping') warnings.push('A ping becomes a TCP connection: nothing else gets out of every network.')
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return kind === 'icmp-ping' ? { type: 'tcp', host, port: 443 } : null
  return { type: kind === 'ssl' ? 'tls' : 'tcp', host, port }
}

function httpCheck(
  url: string,
  site: Record<string, unknown>,
  fill: (text: string) => string,
  warnings: string[],
): Record<string, unknown> | null {
  if (!webUrl.safeParse(url).success) return null
  const check: Record<string, unknown> = { type: 'http', url }
  const method = String(site['method'] ?? 'GET').toUpperCase()
  if (method !== 'GET' && methods.has(method)) check['method'] = method
  const headers: Record<string, string> = {}
  for (const line of Array.isArray(site['headers']) ? site['headers'] : []) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*)$/.exec(String(line))
    if (match === null) warnings.push('A header could not be read and was left out.')
    else headers[match[1]!] = fill(match[2]!)
  }
  if (Object.keys(headers).length > 0) check['headers'] = headers
  if (typeof site['body'] === 'string' && site['body'] !== '') check['body'] = fill(site['body'])
  const redirects = Number(site['maxRedirects'])
  if (Number.isInteger(redirects) && redirects >= 0 && redirects <= 20) check['follow'] = redirects
  const codes = codesOf(site['expectedStatusCodes'])
  const text = { ...wordIn(site, '__dangerous__body_degraded', warnings), ...bodyRule(site) }
  const expect = {
    ...(codes.length > 0 ? { status: codes } : {}),
    ...(Object.keys(text).length > 0 ? { body: text } : {}),
  }
  if (Object.keys(expect).length > 0) check['expect'] = expect
  return check
}

/** `__dangerous__body_down` is what the body must not hold. */
function bodyRule(site: Record<string, unknown>): Record<string, string> {
  const [lacks, contains] = [site['__dangerous__body_down'], site['__dangerous__body_down_if_text_missing']]
  return {
    ...(typeof lacks === 'string' && lacks !== '' ? { lacks } : {}),
    ...(typeof contains === 'string' && contains !== '' ? { contains } : {}),
  }
}

function wordIn(site: Record<string, unknown>, key: string, warnings: string[]): Record<string, string> {
  if (site[key] !== undefined) warnings.push('A text that means degraded has no counterpart here.')
  return {}
}

/** `[200, 201, 202, 203, 200]` is `200-203`. */
function codesOf(value: unknown): (number | string)[] {
  const codes = (Array.isArray(value) ? value : [])
    .map(Number)
    .filter((code) => Number.isInteger(code) && code >= 100 && code <= 599)
  const ranges: [number, number][] = []
  for (const code of [...new Set(codes)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}-${to}`))
}
