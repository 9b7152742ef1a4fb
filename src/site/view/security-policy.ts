import { createHash } from 'node:crypto'

/** The page may run and wear what we wrote into it, and nothing else; a `<meta>`, as Pages can set no headers. */
export function securityPolicy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    "img-src 'self'",
    // The page asks for itself again.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
