import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { before, pause } from './deadline.ts'
import { hostsOf } from './hosts.ts'

/** How long the second address family may lag behind the first (RFC 8305, section 3). */
const familyDelay = 50

/**
 * The addresses of a host name, those to try first in front; throws c-ares' own error when there are none.
 *
 * Order of asking: an address is itself; `localhost` and names below it are this machine (RFC 6761); then the hosts
 * file; then c-ares, which tells NXDOMAIN from a broken server and can be cancelled. Names without a dot and `.local`
 * names go to the system's own look-up, for only that knows search domains and mDNS.
 */
export async function resolveHost(
  host: string,
  family: 4 | 6 | null,
  signal: AbortSignal,
  nameServers?: readonly string[],
): Promise<string[]> {
  const name = host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase()
  const wanted = (address: string) => family === null || isIP(address) === family
  if (isIP(name) !== 0) return wanted(name) ? [name] : noAddress()
  const local = name === 'localhost' || name.endsWith('.localhost') ? ['127.0.0.1', '::1'] : await hostsOf(name)
  if (local.length > 0) return local.some(wanted) ? local.filter(wanted) : noAddress()
  if (!name.includes('.') || name.endsWith('.local')) {
    const found = await before(signal, lookup(name, { all: true, family: family ?? 0 }))
    return found.map(({ address }) => address)
  }
  return await ask(name, family, signal, nameServers)
}

function noAddress(): never {
  throw Object.assign(new Error('The name has no address of this family.'), { code: 'ENODATA' })
}

async function ask(
  name: string,
  family: 4 | 6 | null,
  signal: AbortSignal,
  nameServers: readonly string[] | undefined,
): Promise<string[]> {
  const resolver = new Resolver()
  if (nameServers !== undefined) resolver.setServers(nameServers)
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel)
  try {
    if (family === 4) return await before(signal, resolver.resolve4(name))
    if (family === 6) return await before(signal, resolver.resolve6(name))
    const answers = new Map<4 | 6, string[]>()
    const six = resolver.resolve6(name).then((found) => answers.set(6, found))
    const four = resolver.resolve4(name).then((found) => answers.set(4, found))
    await before(signal, Promise.any([six, four]).catch(throwTelling))
    await Promise.race([Promise.allSettled([six, four]), pause(familyDelay, signal)])
    return interleave(answers.get(6) ?? [], answers.get(4) ?? [])
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}

/** Both families failed: a name that does not exist says more than one without records of a kind. */
function throwTelling(error: AggregateError): never {
  const errors = error.errors as NodeJS.ErrnoException[]
  throw errors.find(({ code }) => code !== 'ENODATA') ?? errors[0]
}

/** IPv6 first, then by turns (RFC 8305, section 4). */
function interleave(six: string[], four: string[]): string[] {
  return Array.from({ length: Math.max(six.length, four.length) }, (_, i) => [six[i], four[i]])
    .flat()
    .filter((address) => address !== undefined)
}
