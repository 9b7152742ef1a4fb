import type { Resolver } from 'node:dns/promises'
import { isIPv6 } from 'node:net'
import type { CheckOf } from '../config/config.ts'

type DnsCheck = CheckOf<'dns'>
type RecordType = NonNullable<DnsCheck['record']>

/** A name as it is compared: DNS knows no capitals, and the dot at the end is a way of writing. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** `2001:DB8:0::1` and `2001:db8::1` are one address. */
function plainAddress(text: string): string {
  return isIPv6(text) ? URL.parse(`http://[${text}]`)!.hostname : text
}

/** The words by which a written expectation of this record type is compared. */
const plain: Record<RecordType, (text: string) => string> = {
  A: (text) => text,
  AAAA: plainAddress,
  CNAME: plainName,
  NS: plainName,
  MX: (text) => plainName(text.trim().replace(/^(\d+)\s+/, '$1 ')),
  // Text is text: capitals and dots mean something in it.
  TXT: (text) => text,
}

/**
 * The records of a name, each as all the texts that mean it: `10 mail.example` and `mail.example` are the same MX
 * record; the chunks of a TXT record are one text. Throws c-ares' errors.
 */
export async function recordsOf(resolver: Resolver, type: RecordType, name: string): Promise<string[][]> {
  const host = plainName(name)
  const each = (texts: string[]) => texts.map((text) => [plain[type](text)])
  if (type === 'A') return each(await resolver.resolve4(host))
  if (type === 'AAAA') return each(await resolver.resolve6(host))
  if (type === 'CNAME') return each(await resolver.resolveCname(host))
  if (type === 'NS') return each(await resolver.resolveNs(host))
  if (type === 'TXT') return each((await resolver.resolveTxt(host)).map((chunks) => chunks.join('')))
  const mail = await resolver.resolveMx(host)
  return mail.map(({ priority, exchange }) => [`${priority} ${plainName(exchange)}`, plainName(exchange)])
}

/** Whether there is a record at all, and those that are expected are among them. */
export function holdsExpected(records: readonly string[][], type: RecordType, expected: DnsCheck['expect']): boolean {
  const there = (value: string) => records.some((texts) => texts.includes(plain[type](value)))
  if (records.length === 0) return false
  if (expected?.any !== undefined && !expected.any.some(there)) return false
  return expected?.all === undefined || expected.all.every(there)
}
