/** A cookie as far as redirects need it. */
interface Cookie {
  value: string
  path: string
  secure: boolean
}

/**
 * Cookies that servers set on the way: some logins redirect to themselves until the cookie comes back. They go back to
 * the very host and port that set them and nowhere else, whatever their Domain says: so no list of public suffixes is
 * needed, and no server can set one for another.
 */
export type CookieJar = Map<string, Map<string, Cookie>>

/** Keeps what an answer of `url` sets; `header` holds a cookie a line. Pure but for the jar; `wallClock` in milliseconds. */
export function keepCookies(jar: CookieJar, url: URL, header: string | undefined, wallClock: number): void {
  if (header === undefined) return
  const own = jar.get(url.host) ?? new Map<string, Cookie>()
  jar.set(url.host, own)
  for (const line of header.split('\n')) {
    const [pair = '', ...attributes] = line.split(';')
    const [, name, value] = /^\s*([^=\s]+)=(.*)$/.exec(pair) ?? []
    if (name === undefined) continue
    const given = new Map(attributes.map((text) => [text.split('=')[0]!.trim().toLowerCase(), afterEquals(text)]))
    if (isOver(given, wallClock)) own.delete(name)
    else own.set(name, { value: value!.trim(), path: pathOf(given.get('path'), url), secure: given.has('secure') })
  }
}

/** The Cookie header for a request to `url`, null when none belongs to it. */
export function cookiesFor(jar: CookieJar, url: URL): string | null {
  const fitting = [...(jar.get(url.host) ?? [])].filter(
    ([, { path, secure }]) => within(url.pathname, path) && (!secure || url.protocol === 'https:'),
  )
  return fitting.length === 0 ? null : fitting.map(([name, { value }]) => `${name}=${value}`).join('; ')
}

function afterEquals(text: string): string {
  return text.includes('=') ? text.slice(text.indexOf('=') + 1).trim() : ''
}

/** Servers take a cookie back by ending it (RFC 6265, section 5.3); Max-Age counts before Expires. */
function isOver(given: ReadonlyMap<string, string>, wallClock: number): boolean {
  const age = given.get('max-age')
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0
  const end = Date.parse(given.get('expires') ?? '')
  return end <= wallClock
}

/** Without a path of its own a cookie belongs to the folder of the address that set it (RFC 6265, section 5.1.4). */
function pathOf(given: string | undefined, url: URL): string {
  if (given?.startsWith('/')) return given
  return url.pathname.slice(0, Math.max(1, url.pathname.lastIndexOf('/')))
}

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
