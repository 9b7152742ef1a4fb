import { z } from 'zod'
import { parseDuration } from '../time/duration.ts'
import { parseInstant } from '../time/instant.ts'
import { isZone, readWallClock } from '../time/zone.ts'
import { placeExamples, readPlace } from './mirror-place.ts'
import { isMovedAddress, isNewAddress, isOldAddress } from './old-address.ts'

/** Adds what editors and error messages show of a key: what it is for, and a value to copy. */
export function key<S extends z.ZodType>(schema: S, description: string, example?: unknown): S {
  return schema.meta({ description, ...(example === undefined ? {} : { examples: [example] }) })
}

/** The `type:` that says which of several maps this is. */
export function kind<T extends string>(name: T, description: string) {
  return key(z.literal(name), description, name)
}

/** What the type is called in editors and in docs/configuration.md. */
function called<S extends z.ZodType>(title: string, schema: S): S {
  return schema.meta({ title })
}

/** An id: URLs, CSV columns and feeds use it, so it is plain and never changes. */
export const id = called(
  'id',
  z
    .string({ error: 'expected an id of small letters, digits and hyphens' })
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'expected an id of small letters, digits and hyphens')
    .refine(
      (text) => text !== 'v4' && text !== 'v6',
      'expected another id: `v4` and `v6` are the columns of `ip: both`',
    ),
)

/** A length of time, kept in seconds. */
export const duration = called(
  'length of time',
  z
    .string({ error: 'expected a length of time such as 30s, 5m, 24h or 90d' })
    .regex(/^(\d+(\.\d+)?(ms|[smhdw]))+$/, 'expected a length of time such as 30s, 5m, 24h or 90d')
    .transform((text) => parseDuration(text) ?? 0),
)

export const positiveDuration = duration.refine((seconds) => seconds > 0, 'expected a length of time above zero')

export const languageTag = called(
  'language',
  z
    .string({ error: 'expected a language tag such as en or pt-BR' })
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag such as en or pt-BR'),
)

/** Words for people: one text, or one in each language. */
export const words = called(
  'text',
  z.union(
    [
      z.string().min(1),
      z
        .record(languageTag, z.string().min(1))
        .refine((map) => Object.keys(map).length > 0, 'expected a text, or a map of language to text'),
    ],
    { error: 'expected a text, or a map of language to text' },
  ),
)
export type Words = z.output<typeof words>

/** The text in `language`, else in the site's first language, else the first there is. */
export function wordsIn(text: Words, language: string, siteLanguage: string): string {
  if (typeof text === 'string') return text
  return text[language] ?? text[language.split('-')[0]!] ?? text[siteLanguage] ?? Object.values(text)[0]!
}

function isWebUrl(text: string): boolean {
  // A `${NAME}` is filled in later; until then one at the start may hold the scheme, any other some letters.
  const url = URL.parse(text.replace(/^\$\{[A-Z0-9_]+\}/, 'https://x').replaceAll(/\$\{[A-Z0-9_]+\}/g, 'x'))
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== ''
}

export const webUrl = called(
  'web address',
  z
    .string({ error: 'expected a web address' })
    .refine(isWebUrl, 'expected a web address that starts with https:// or http://'),
)

export const socketUrl = called(
  'websocket address',
  z
    .string({ error: 'expected a websocket address' })
    .refine(
      (text) => /^(wss?:|\$\{)/.test(text) && isWebUrl(text.replace(/^ws/, 'http')),
      'expected an address that starts with wss:// or ws://',
    ),
)

export const hostName = called(
  'host',
  z
    .string({ error: 'expected a host name or an IP address' })
    .regex(
      /^(\[?[0-9A-Fa-f:.]+\]?|[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)$/,
      'expected a host name or an IP address, without https:// and without a port',
    ),
)

export const port = called(
  'port',
  z
    .number({ error: 'expected a port number' })
    .int('expected a whole port number')
    .min(1, 'expected a port from 1 to 65535')
    .max(65_535, 'expected a port from 1 to 65535'),
)

export const zoneName = called(
  'IANA time zone',
  z.string({ error: 'expected an IANA time zone' }).refine(isZone, 'expected an IANA time zone'),
)

/** A calendar date, or a moment with its zone; kept in Unix seconds (a date is its first second in UTC). */
export const dateOrTime = called(
  'date',
  z.string({ error: 'expected a date such as 2024-03-01' }).transform((text, context) => {
    const reading = readWallClock(`${text} 00:00`, 'UTC')
    const instant = reading.kind === 'one' ? reading.instant : parseInstant(text)
    if (instant !== null) return instant
    context.addIssue({ code: 'custom', message: 'expected a date such as 2024-03-01 that the calendar has' })
    return z.NEVER
  }),
)

export const cidr = called(
  'address range',
  z
    .string({ error: 'expected an address range such as 10.0.0.0/8' })
    .refine(
      (text) => z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success,
      'expected an address range such as 10.0.0.0/8 or fd00::/8',
    ),
)

/** A file inside the repository: no absolute path, no way out. */
export const filePath = called(
  'file',
  z
    .string({ error: 'expected the path of a file in this repository' })
    .refine(
      (text) => text !== '' && !/^([/\\]|[A-Za-z]:)/.test(text) && !text.split(/[/\\]/).includes('..'),
      'expected the path of a file in this repository, without `..` and not starting with `/`',
    ),
)

/** Where another page, or an earlier one, had it. */
export const oldAddress = called(
  'old address',
  z
    .string()
    .refine(isOldAddress, 'expected an address of the old page such as /history/api, and none that this page has'),
)

/** Old addresses of the page itself, and where each is now. */
export const movedAddresses = z.record(
  z
    .string()
    .refine(isMovedAddress, 'expected an address of the old page such as /history, and none that this page has'),
  z
    .string({ error: 'expected where it is now' })
    .refine(
      isNewAddress,
      'expected where it is now: /, /incidents/, /uptime/, /maintenance/, /subscribe/, /feed.xml, /rss.xml, /feed.json or /maintenance.ics',
    ),
  { error: 'expected old addresses and new ones, as in { /history.atom: /feed.xml }' },
)

/** A second host, as `./candor mirror` takes it too. */
export const mirrorPlace = z
  .string({ error: `expected a place such as ${placeExamples[0]}` })
  .superRefine((text, context) => {
    const place = readPlace(text)
    if (typeof place === 'string') context.addIssue({ code: 'custom', message: place })
  })

export const audience = z.enum(['public', 'internal'], { error: 'expected public or internal' })
