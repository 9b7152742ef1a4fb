/** What a person names to be watched. */
export interface Endpoint {
  id: string
  address: string
}

/**
 * Reads `id=address`, or an address alone, whose id is made of its host; `taken` ids get a number. A string says what is
 * wrong with it.
 */
export function readEndpoint(text: string, taken: readonly string[]): Endpoint | string {
  const [, named, address] = /^(?:([^=/:?]*)=)?(.*)$/s.exec(text.trim())!
  if (named !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(named)) {
    return `\`${named}\` is no id: only small letters, digits and hyphens.`
  }
  const host = hostOf(address!)
  if (host === null) return `\`${address}\` is no address of the kinds https, tcp or tls.`
  if (named !== undefined && taken.includes(named)) return `There is a \`${named}\` already.`
  return { id: named ?? freeId(idOf(host), taken), address: address! }
}

/** The host of an address of a form that `init` knows; null for any other. */
function hostOf(address: string): string | null {
  if (/^(tcp|tls):\/\/(\[[0-9a-fA-F:.]+\]|[^:/\s]+):\d+\/?$/.test(address))
    return address.replace(/^\w+:\/\/|:\d+\/?$/g, '')
  if (!/^https?:\/\/[^\s]+$/.test(address) || !URL.canParse(address)) return null
  return new URL(address).hostname
}

/** `api.acme.example` is `api`; a host's own name is `website`. */
function idOf(host: string): string {
  const labels = host.toLowerCase().split('.')
  if (/^[\d.]+$|:/.test(host)) return 'server'
  const first = labels[0]!.replace(/[^a-z0-9-]/g, '').replace(/^-+/, '')
  return labels.length < 3 || first === 'www' || first === ''
    ? labels.length === 1 && first !== ''
      ? first
      : 'website'
    : first
}

function freeId(id: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? id : `${id}-${number}`
    if (!taken.includes(name)) return name
  }
}
