import type { Request } from './exchange.ts'
import { Fault } from './fault.ts'
import type { ProbeContext } from './probe.ts'

/** What is asked for, as components.yml has it: secrets are not filled in yet. */
export interface Asked {
  url: string
  method?: string | undefined
  headers?: Record<string, string> | undefined
  body?: string | undefined
}

const secretPattern = /\$\{[A-Z][A-Z0-9_]*\}/

/** Whether a header (by name) or the body (null) was made with a secret, and stays with its origin. */
export function secretIn(asked: Asked): (header: string | null) => boolean {
  return (header) => secretPattern.test((header === null ? asked.body : asked.headers?.[header]) ?? '')
}

/** The first request, its secrets filled in. Throws a Fault (checker) for an address that is none. */
export function requestOf(asked: Asked, context: ProbeContext): Request {
  const url = URL.parse(context.fill(asked.url))
  if (url === null) throw new Fault('checker', 'url')
  const headers: Record<string, string> = {
    'user-agent': context.userAgent,
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br, zstd',
  }
  const authorization = basicOf(url)
  if (authorization !== null) headers['authorization'] = authorization
  for (const [name, value] of Object.entries(asked.headers ?? {})) {
    delete headers[name.toLowerCase()]
    // A secret that was pasted with its line end would be no header.
    headers[name] = context.fill(value).trim()
  }
  const body = asked.body === undefined ? null : context.fill(asked.body)
  return { url, method: asked.method ?? 'GET', headers, body }
}

/** The credentials that an address holds, as a header; null when it holds none. */
export function basicOf(url: URL): string | null {
  if (url.username === '' && url.password === '') return null
  return `Basic ${Buffer.from(`${unescaped(url.username)}:${unescaped(url.password)}`).toString('base64')}`
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
