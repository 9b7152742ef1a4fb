import { createHash } from 'node:crypto'

/** What the owner lets in: nobody else does. */
export interface Allowed {
  /** Of pictures (`site.brand.origins`). */
  origins?: string[]
  /** Where this page's forms go. */
  formsTo?: string[]
  /** It also wears a style sheet of this site. */
  linksStyles?: boolean
}

/** The page may run and wear what we wrote into it, and nothing else; a `<meta>`, as Pages can set no headers. */
export function securityPolicy(styles: string[], scripts: string[], allowed: Allowed = {}): string {
  const { origins = [], formsTo = [], linksStyles = false } = allowed
  return [
    "default-src 'none'",
    `style-src ${[...(linksStyles ? ["'self'"] : []), ...styles.map(hash)].join(' ')}`,
    `script-src ${scripts.map(hash).join(' ')}`,
    `img-src ${["'self'", ...origins].join(' ')}`,
    // The page asks for itself again.
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action ${formsTo.length === 0 ? "'none'" : formsTo.join(' ')}`,
  ].join('; ')
}

const known = new Map<string, string>()

/** The same few texts stand in thousands of pages. */
function hash(text: string): string {
  const made = known.get(text) ?? `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  known.set(text, made)
  return made
}
