import { BlockList, isIP } from 'node:net'

/** Ranges that no public service lives in: this machine, private networks, clouds' metadata (also Azure's public one). */
const ranges = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/127', '64:ff9b:1::/48', '100::/64', '2001::/32', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]

/** IPv6 ranges that carry an IPv4 address inside, and at which group of 16 bits it begins. */
const carriers = [
  { list: listOf(['::ffff:0:0/96', '::/96', '64:ff9b::/96']), group: 6 },
  { list: listOf(['2002::/16']), group: 1 },
]
const privateRanges = listOf(ranges)

function listOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address, prefix] = cidr.split('/') as [string, string]
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** The eight groups of an IPv6 address that `isIP` has accepted. */
function groupsOf(address: string): number[] {
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    return `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`
  })
  const [head, tail] = dotted.split('::') as [string, string | undefined]
  const read = (text: string) => (text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16)))
  const [left, right] = [read(head), read(tail ?? '')]
  return tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill(0), ...right]
}

/** The IPv4 address that an IPv6 one carries (mapped, NAT64, 6to4), else null. */
function carried(address: string): string | null {
  const carrier = carriers.find(({ list }) => list.check(address, 'ipv6'))
  if (carrier === undefined) return null
  const groups = groupsOf(address)
  const [high, low] = [groups[carrier.group]!, groups[carrier.group + 1]!]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

function within(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  const family = isIP(plain)
  if (family === 4) return list.check(plain, 'ipv4')
  if (family !== 6) return false
  const inner = carried(plain)
  return list.check(plain, 'ipv6') || (inner !== null && list.check(inner, 'ipv4'))
}

/** Which addresses a check may connect to: all public ones, and private ones as `allow_private` says. */
export function guardOf(allowPrivate: boolean | readonly string[] | null): (address: string) => boolean {
  if (allowPrivate === true) return () => true
  const allowed = Array.isArray(allowPrivate) ? listOf(allowPrivate) : null
  return (address) => {
    // What is no address is never let through.
    if (isIP(address.replace(/%.*$/, '')) === 0) return false
    if (!within(privateRanges, address)) return true
    return allowed !== null && within(allowed, address)
  }
}
