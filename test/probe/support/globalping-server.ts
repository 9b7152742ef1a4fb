import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  errorBody,
  type MeasurementRequest,
  measurementRequest,
  measurementResponse,
  type ProbeDescription,
  type TestResult,
} from './globalping-api.ts'

/** A Globalping API on loopback. It takes only what the published description takes, and answers in its shape. */
export interface GlobalpingServer {
  base: string
  /** What was asked, in order. */
  requests: MeasurementRequest[]
  /** `POST` and `GET`, with their headers. */
  heard: { method: string; headers: IncomingMessage['headers'] }[]
  /** The next measurements are not taken, with this status. */
  refuse: (status: number | null, headers?: Record<string, string>) => void
  close: () => Promise<void>
}

/** Where a probe stands; `null`: that place has none. */
export type At = (place: string) => { probe: ProbeDescription; result: TestResult } | null

export async function globalpingServer(
  answer: (request: MeasurementRequest) => At,
  options: { takes?: 'no time' | 'a while' } = {},
): Promise<GlobalpingServer> {
  const measurements = new Map<string, { request: MeasurementRequest; asked: number; body: string }>()
  const requests: MeasurementRequest[] = []
  const heard: GlobalpingServer['heard'] = []
  let refusal: { status: number; headers: Record<string, string> } | null = null
  const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

  const create = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    if (refusal !== null) {
      return send(response, refusal.status, errorBody('refused', 'Not now.'), refusal.headers)
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const parsed = measurementRequest.safeParse(JSON.parse(Buffer.concat(chunks).toString()))
    if (!parsed.success) return send(response, 400, errorBody('validation_error', parsed.error.message))
    requests.push(parsed.data)
    const at = answer(parsed.data)
    const results = (parsed.data.locations ?? []).flatMap(({ magic }) => at(magic!) ?? [])
    if (results.length === 0) return send(response, 422, errorBody('no_probes_found', 'No suitable probes found.'))
    const id = `m${requests.length}`
    const body = JSON.stringify(
      measurementResponse.parse({
        id,
        type: parsed.data.type,
        target: parsed.data.target,
        status: 'finished',
        createdAt: '2026-11-21T10:00:00.000Z',
        updatedAt: '2026-11-21T10:00:01.000Z',
        probesCount: results.length,
        results,
      }),
    )
    measurements.set(id, { request: parsed.data, asked: 0, body })
    const limits = { 'x-ratelimit-limit': '250', 'x-ratelimit-remaining': '240', 'x-ratelimit-reset': '3000' }
    return send(response, 202, { id, probesCount: results.length }, { ...limits, location: `/v1/measurements/${id}` })
  }

  const show = (id: string, request: IncomingMessage, response: ServerResponse): unknown => {
    const known = measurements.get(id)
    if (known === undefined) return send(response, 404, errorBody('not_found', 'No such measurement.'))
    known.asked += 1
    // First under way, then under way still (nothing new to say), then done.
    if (options.takes === 'a while' && known.asked === 1) {
      const body = { ...JSON.parse(known.body), status: 'in-progress', results: [] }
      return send(response, 200, body, { etag: '"one"' })
    }
    if (options.takes === 'a while' && known.asked === 2 && request.headers['if-none-match'] === '"one"') {
      return response.writeHead(304, { etag: '"one"' }).end()
    }
    return send(response, 200, JSON.parse(known.body), { etag: '"two"' })
  }

  const server = createServer((request, response) => {
    heard.push({ method: request.method!, headers: request.headers })
    const [, id] = /^\/v1\/measurements(?:\/([\w-]+))?$/.exec(request.url!) ?? [null, null]
    if (request.method === 'POST' && id === undefined) void create(request, response)
    else if (request.method === 'GET' && id) show(id, request, response)
    else send(response, 404, errorBody('not_found', 'No such address.'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    heard,
    refuse(status, headers = {}) {
      refusal = status === null ? null : { status, headers }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const berlin: ProbeDescription = {
  continent: 'EU',
  region: 'Western Europe',
  country: 'DE',
  state: null,
  city: 'Berlin',
  asn: 3320,
  network: 'Deutsche Telekom AG',
  latitude: 52.52,
  longitude: 13.4,
  tags: ['eyeball-network'],
  resolvers: ['private'],
}
export const newYork: ProbeDescription = {
  ...berlin,
  continent: 'NA',
  region: 'Northern America',
  country: 'US',
  state: 'NY',
  city: 'New York',
  asn: 14061,
  network: 'DigitalOcean, LLC',
}

/** A test that ended, with what it says of the server. */
export function httpTest(statusCode: number, more: Record<string, unknown> = {}): TestResult {
  return {
    status: 'finished',
    rawOutput: 'HTTP/1.1 200',
    rawHeaders: '',
    rawBody: 'ok',
    truncated: false,
    headers: {},
    statusCode,
    statusCodeName: '',
    resolvedAddress: '203.0.113.9',
    timings: { total: 61, dns: 5, tcp: 10, tls: 20, firstByte: 25, download: 1 },
    tls: null,
    ...more,
  } as TestResult
}
export const failed = (rawOutput: string): TestResult => ({ status: 'failed', rawOutput })
