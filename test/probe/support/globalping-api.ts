import { z } from 'zod'

// The parts of the Globalping API that Candor uses, as its OpenAPI description has them, strict where it says
// `additionalProperties: false`. Source: https://globalping.io/docs/api.globalping.io (public/v1 of jsdelivr/globalping)
// and the types generated from it in globalping 0.2.0 on npm, both read on 2026-11-21.

const port = z.int().min(0).max(65_535)
const ipVersion = z.union([z.literal(4), z.literal(6)])
const resolver = z.union([z.ipv4(), z.ipv6(), z.hostname()])
const types = ['A', 'AAAA', 'ANY', 'CNAME', 'DNSKEY', 'DS', 'HTTPS', 'MX', 'NS', 'NSEC', 'PTR', 'RRSIG', 'SOA', 'TXT']

const pingOptions = z.strictObject({
  packets: z.int().min(1).max(16).optional(),
  protocol: z.enum(['ICMP', 'TCP']).optional(),
  port: port.optional(),
  ipVersion: ipVersion.optional(),
})
const dnsOptions = z.strictObject({
  query: z.strictObject({ type: z.enum([...types, 'SRV', 'SVCB']).optional() }).optional(),
  resolver: resolver.optional(),
  port: port.optional(),
  protocol: z.enum(['TCP', 'UDP']).optional(),
  ipVersion: ipVersion.optional(),
  trace: z.boolean().optional(),
})
const httpOptions = z.strictObject({
  request: z
    .strictObject({
      host: z.string().optional(),
      path: z.string().optional(),
      query: z.string().optional(),
      method: z.enum(['HEAD', 'GET', 'OPTIONS']).optional(),
      headers: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  resolver: resolver.optional(),
  port: port.optional(),
  protocol: z.enum(['HTTP', 'HTTPS', 'HTTP2']).optional(),
  ipVersion: ipVersion.optional(),
})

const locations = z.array(
  z.strictObject({
    continent: z.enum(['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA']).optional(),
    country: z.string().length(2).optional(),
    city: z.string().optional(),
    asn: z.int().optional(),
    magic: z.string().min(1).optional(),
    limit: z.int().min(1).max(200).optional(),
  }),
)
const common = {
  // A publicly reachable host name or address.
  target: z.union([z.hostname(), z.ipv4(), z.ipv6()]),
  inProgressUpdates: z.boolean().optional(),
  locations: locations.optional(),
  limit: z.int().min(1).max(500).optional(),
}

export const measurementRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('http'), ...common, measurementOptions: httpOptions.optional() }),
  z.strictObject({ type: z.literal('ping'), ...common, measurementOptions: pingOptions.optional() }),
  z.strictObject({ type: z.literal('dns'), ...common, measurementOptions: dnsOptions.optional() }),
])
export type MeasurementRequest = z.output<typeof measurementRequest>

const ms = z.int().nullable()
const unfinished = z.object({ status: z.enum(['in-progress', 'failed', 'offline']), rawOutput: z.string() })
const finished = { status: z.literal('finished'), rawOutput: z.string() }
const certificate = z.object({
  protocol: z.string(),
  cipherName: z.string(),
  authorized: z.boolean(),
  error: z.string().optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  subject: z.object({ CN: z.string().optional(), alt: z.string().optional() }),
  issuer: z.object({ C: z.string().optional(), O: z.string().optional(), CN: z.string().optional() }),
  keyType: z.enum(['RSA', 'EC']).nullable(),
  keyBits: z.int().nullable(),
  serialNumber: z.string(),
  fingerprint256: z.string(),
  publicKey: z.string().nullable(),
})
const httpTest = z.object({
  ...finished,
  rawHeaders: z.string(),
  rawBody: z.string().nullable(),
  truncated: z.boolean(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  statusCode: z.int(),
  statusCodeName: z.string(),
  resolvedAddress: z.string().nullable(),
  timings: z.object({ total: ms, dns: ms, tcp: ms, tls: ms, firstByte: ms, download: ms }),
  tls: certificate.nullable(),
})
const pingTest = z.object({
  ...finished,
  resolvedAddress: z.string().nullable(),
  resolvedHostname: z.string().nullable(),
  stats: z.object({
    min: z.number().nullable(),
    avg: z.number().nullable(),
    max: z.number().nullable(),
    total: z.int(),
    rcv: z.int(),
    drop: z.int(),
    loss: z.number(),
  }),
  timings: z.array(z.object({ rtt: z.number() })),
})
const dnsTest = z.object({
  ...finished,
  statusCode: z.int(),
  statusCodeName: z.string(),
  resolver: z.string(),
  answers: z.array(
    z.object({ name: z.string(), type: z.string(), ttl: z.int(), class: z.string(), value: z.string() }),
  ),
  timings: z.object({ total: z.int() }),
})
const probe = z.object({
  continent: z.enum(['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA']),
  region: z.string(),
  country: z.string().length(2),
  state: z.string().nullable(),
  city: z.string(),
  asn: z.int(),
  network: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  tags: z.array(z.string()),
  resolvers: z.array(z.string()),
})

export const measurementResponse = z.object({
  id: z.string(),
  type: z.enum(['http', 'ping', 'dns']),
  target: z.string(),
  status: z.enum(['in-progress', 'finished']),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  probesCount: z.int(),
  results: z.array(z.object({ probe, result: z.union([httpTest, pingTest, dnsTest, unfinished]) })),
})
export type TestResult = z.input<typeof httpTest | typeof pingTest | typeof dnsTest | typeof unfinished>
export type ProbeDescription = z.input<typeof probe>

/** What the API says of a request that it does not take. */
export const errorBody = (type: string, message: string) => ({ error: { type, message } })
