import type { Body } from './body.ts'

export interface Request {
  url: URL
  method: string
  headers: Record<string, string>
  body: string | null
}

/** What a protocol brings back. */
export interface Reply extends Body {
  status: number
  /** Names in small letters; repeated ones joined with a comma, set-cookie with a newline. */
  headers: Map<string, string>
}

/** A server may say that what it was asked it answers by HTTP/1.1 alone (RFC 9113, section 7). */
export class OldProtocolWanted extends Error {}

export function headersOf(raw: Record<string, string | string[] | undefined>): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(raw)) {
    const key = name.toLowerCase()
    found.set(key, Array.isArray(value) ? value.join(key === 'set-cookie' ? '\n' : ', ') : String(value))
  }
  return found
}

/** These have no body whatever their Content-Length says (RFC 9112, section 6.3). */
export function hasNoBody(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304
}
