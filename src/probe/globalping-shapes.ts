import { z } from 'zod'

// What is read of the answers of the Globalping API, no more: what it adds later does not break a check.
// Described at https://globalping.io/docs/api.globalping.io (OpenAPI), read here from globalping 0.2.0 on npm.

export const created = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })

const ms = z.number().nullish()
/** No test result at all, or one whose test did not come to an end. */
const other = z.object({ status: z.string(), rawOutput: z.string().nullish() })

const http = z.object({
  status: z.literal('finished'),
  statusCode: z.int(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  rawBody: z.string().nullish(),
  truncated: z.boolean(),
  timings: z.object({ total: ms, dns: ms, tcp: ms, tls: ms, firstByte: ms }),
  tls: z
    .object({
      authorized: z.boolean(),
      error: z.string().nullish(),
      createdAt: z.string().nullish(),
      expiresAt: z.string().nullish(),
    })
    .nullish(),
})
const ping = z.object({
  status: z.literal('finished'),
  stats: z.object({ avg: z.number().nullable(), rcv: z.int() }),
})
const dns = z.object({
  status: z.literal('finished'),
  statusCodeName: z.string(),
  answers: z.array(z.object({ type: z.string(), value: z.string() })),
  timings: z.object({ total: ms }),
})

const probe = z.object({
  continent: z.string(),
  region: z.string(),
  country: z.string(),
  city: z.string(),
  asn: z.number(),
  network: z.string(),
  state: z.string().nullish(),
  tags: z.array(z.string()).default([]),
})

const measurementWith = <T extends z.ZodType>(result: T) =>
  z.object({ status: z.string(), results: z.array(z.object({ probe, result: z.union([result, other]) })) })

export const httpMeasurement = measurementWith(http)
export const pingMeasurement = measurementWith(ping)
export const dnsMeasurement = measurementWith(dns)

export type HttpTest = z.output<typeof http>
export type PingTest = z.output<typeof ping>
export type DnsTest = z.output<typeof dns>
export type OtherTest = z.output<typeof other>
export type PlaceProbe = z.output<typeof probe>
