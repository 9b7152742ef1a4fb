import { z } from 'zod'
import { cidr, duration, filePath, hostName, id, key, port, positiveDuration, socketUrl, webUrl } from './scalars.ts'

const headerMap = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'expected a header name'),
  z.string({ error: 'expected a text; put numbers in quotes' }),
)
const regex = z.string({ error: 'expected a regular expression' }).refine((text) => {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}, 'expected a regular expression that can be read')

/** `200`, `"200-299"`: kept as the first and last code. */
const statusRange = z
  .union([z.int().min(100).max(599), z.string().regex(/^[1-5]\d\d(-[1-5]\d\d)?$/)], {
    error: 'expected status codes such as 200 or 200-299',
  })
  .transform((value) => {
    const [from, to] = String(value).split('-').map(Number)
    return { from: from!, to: to ?? from! }
  })
  .refine(({ from, to }) => from <= to, 'expected the smaller status code first')

const certificate = z.strictObject({
  warn: key(duration.optional(), 'Days left below which operators get a note.', '14d'),
  fail: key(duration.optional(), 'Days left below which the component counts as down.', '0d'),
})

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'expected a text, number, true, false or null',
})

const jsonRule = z
  .strictObject({
    path: key(
      z.string().startsWith('$', 'expected a JSON path that starts with $'),
      'A JSON path (RFC 9535).',
      '$.db.state',
    ),
    equals: key(scalar.optional(), 'The value, of the same type.', 'up'),
    not: key(scalar.optional(), 'A value it must not have.', 'error'),
    above: key(z.number().optional(), 'A number it must be above.', 0),
    below: key(z.number().optional(), 'A number it must be below.', 100),
    matches: key(regex.optional(), 'A regular expression (RE2) its text must match.', '^v2'),
    exists: key(z.boolean().optional(), 'Whether it must be there at all.', true),
  })
  .refine(
    (rule) => Object.keys(rule).length > 1,
    'expected a comparison beside `path`: equals, not, above, below, matches or exists',
  )

const expectHttp = z.strictObject({
  status: key(
    z
      .union([z.array(statusRange).min(1), statusRange.transform((range) => [range])], {
        error: 'expected a list of status codes such as [200-299]',
      })
      .optional(),
    'Status codes that mean up. Default [200-299].',
    ['200-299'],
  ),
  body: key(
    z
      .strictObject({
        contains: key(z.string().min(1).optional(), 'Text the body must hold.', 'ok'),
        lacks: key(z.string().min(1).optional(), 'Text the body must not hold.', 'error'),
        matches: key(regex.optional(), 'A regular expression (RE2) the body must match.', 'status: (ok|fine)'),
      })
      .optional(),
    'What the body must and must not hold.',
    { contains: 'ok' },
  ),
  json: key(z.array(jsonRule).optional(), 'Values in a JSON body.', [{ path: '$.db.state', equals: 'up' }]),
  headers: key(headerMap.optional(), 'Response headers and their values.', { 'x-version': '2' }),
  certificate: key(certificate.optional(), 'How long the certificate must still hold.', { warn: '14d', fail: '0d' }),
})

/** The keys every check has, and `defaults:` too. */
export const commonKeys = {
  interval: key(
    positiveDuration.optional(),
    'How often it is probed: when its last result is 0.9 x this old. Default 5m.',
    '5m',
  ),
  stale_after: key(
    positiveDuration.optional(),
    'How long a result holds. Default the larger of 3 x interval and 60m.',
    '60m',
  ),
  timeout: key(positiveDuration.optional(), 'The whole time one attempt may take. Default 10s.', '10s'),
  confirm: key(z.int().min(1).max(10).optional(), 'Attempts in one run before it is down. Default 3.', 3),
  confirm_every: key(duration.optional(), 'Pause between those attempts. Default 10s.', '10s'),
  confirm_runs: key(z.int().min(1).max(10).optional(), 'Runs in a row that must agree that it is down. Default 1.', 1),
  recover_runs: key(
    z.int().min(1).max(10).optional(),
    'Runs in a row that must agree that it is up again. Default 1.',
    1,
  ),
  watch: key(
    duration.optional(),
    'While newly down, the run stays and probes it every 60 s this long. Default 15m.',
    '15m',
  ),
  degraded_over: key(positiveDuration.optional(), 'Slower than this is degraded.', '800ms'),
  ip: key(
    z.union([z.literal(4), z.literal(6), z.literal('both')], { error: 'expected 4, 6 or both' }).optional(),
    'Address family; `both` makes two columns. Default: whichever answers first.',
    4,
  ),
  allow_private: key(
    z
      .union([z.boolean(), z.array(cidr).min(1)], { error: 'expected true, false or a list of address ranges' })
      .optional(),
    'Loopback, private and metadata addresses are refused unless true or listed.',
    ['10.0.0.0/8'],
  ),
  ca: key(filePath.optional(), 'A PEM file of extra root certificates.', 'certs/internal.pem'),
  locations: key(
    z.array(z.string().regex(/^[a-z0-9-]+$/, 'expected a place such as eu, us or de')).optional(),
    'Globalping places that probe beside the runner.',
    ['eu', 'us'],
  ),
} as const

const httpKeys = {
  url: key(webUrl, 'The address to ask.', 'https://api.acme.example/health'),
  method: key(
    z
      .enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], {
        error: 'expected an HTTP method in capitals',
      })
      .optional(),
    'Default GET.',
    'GET',
  ),
  headers: key(headerMap.optional(), 'Request headers. ${NAME} takes a secret.', {
    Authorization: 'Bearer ${API_TOKEN}',
  }),
  body: key(z.string().optional(), 'Request body.', '{"ping":true}'),
  follow: key(z.int().min(0).max(20).optional(), 'How many redirects to follow. Default 5; 0 = none.', 5),
  expect: key(expectHttp.optional(), 'What the answer must be like.', { status: ['200-299'] }),
  client_certificate: key(
    z
      .strictObject({ cert: filePath, key: key(z.string(), 'The private key, from a secret.', '${CLIENT_KEY}') })
      .optional(),
    'A certificate to show the server.',
    { cert: 'certs/client.pem', key: '${CLIENT_KEY}' },
  ),
  proxy: key(webUrl.optional(), 'An HTTP proxy to go through.', 'http://proxy.acme.example:3128'),
} as const

const hostPort = {
  host: key(hostName, 'Host name or IP address.', 'db.acme.example'),
  port: key(port, 'Port.', 5432),
} as const
const starttls = z.enum(['smtp', 'imap', 'postgres'], { error: 'expected smtp, imap or postgres' })

/** One object per check type: the whole key table of checks. */
export const checkTypes = {
  http: z.strictObject({ type: z.literal('http'), ...httpKeys, ...commonKeys }),
  tcp: z.strictObject({
    type: z.literal('tcp'),
    ...hostPort,
    send: key(z.string().optional(), 'Text to send first.', 'PING\r\n'),
    expect: key(z.string().min(1).optional(), 'Text the answer must hold.', 'PONG'),
    ...commonKeys,
  }),
  tls: z.strictObject({
    type: z.literal('tls'),
    ...hostPort,
    server_name: key(
      hostName.optional(),
      'The name the certificate must be for. Default the host.',
      'mail.acme.example',
    ),
    starttls: key(starttls.optional(), 'Protocol to speak before TLS begins.', 'smtp'),
    certificate: key(certificate.optional(), 'How long the certificate must still hold.', { warn: '14d', fail: '0d' }),
    ...commonKeys,
  }),
  dns: z.strictObject({
    type: z.literal('dns'),
    name: key(hostName, 'The name to ask for.', 'acme.example'),
    record: key(
      z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT'], { error: 'expected A, AAAA, CNAME, MX, NS or TXT' }).optional(),
      'Record type. Default A.',
      'A',
    ),
    resolver: key(
      z
        .string()
        .regex(
          /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9A-Fa-f:]+\]?)(:\d+)?$/,
          'expected an IP address, with :port if it is not 53',
        )
        .optional(),
      "The server to ask. Default the system's.",
      '9.9.9.9',
    ),
    expect: key(
      z
        .strictObject({
          any: key(z.array(z.string()).min(1).optional(), 'At least one of these values.', ['192.0.2.1']),
          all: key(z.array(z.string()).min(1).optional(), 'All of these values.', ['192.0.2.1', '192.0.2.2']),
          code: key(
            z
              .enum(['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED'], {
                error: 'expected NOERROR, NXDOMAIN, SERVFAIL or REFUSED',
              })
              .optional(),
            'Response code. Default NOERROR.',
            'NOERROR',
          ),
        })
        .optional(),
      'What the answer must hold.',
      { any: ['192.0.2.1'] },
    ),
    ...commonKeys,
  }),
  websocket: z.strictObject({
    type: z.literal('websocket'),
    url: key(socketUrl, 'The address.', 'wss://live.acme.example/socket'),
    headers: httpKeys.headers,
    subprotocol: key(z.string().optional(), 'Subprotocol to ask for.', 'graphql-ws'),
    send: key(z.string().optional(), 'Message to send first.', '{"type":"ping"}'),
    expect: key(z.string().min(1).optional(), 'Text a message must hold.', 'pong'),
    ...commonKeys,
  }),
  smtp: z.strictObject({
    type: z.literal('smtp'),
    host: hostPort.host,
    port: key(port.optional(), 'Port. Default 25.', 25),
    starttls: key(z.boolean().optional(), 'Whether STARTTLS must be offered and work.', true),
    certificate: key(certificate.optional(), 'How long the certificate must still hold.', { warn: '14d', fail: '0d' }),
    ...commonKeys,
  }),
  grpc: z.strictObject({
    type: z.literal('grpc'),
    ...hostPort,
    service: key(
      z.string().optional(),
      'Service to ask the health service for. Default the whole server.',
      'acme.Orders',
    ),
    tls: key(z.boolean().optional(), 'Whether to speak TLS. Default true.', true),
    ...commonKeys,
  }),
  ssh: z.strictObject({
    type: z.literal('ssh'),
    host: hostPort.host,
    port: key(port.optional(), 'Port. Default 22.', 22),
    ...commonKeys,
  }),
  domain: z.strictObject({
    type: z.literal('domain'),
    name: key(hostName, 'The registered domain.', 'acme.example'),
    warn: key(duration.optional(), 'Time left below which operators get a note. Default 30d.', '30d'),
    ...commonKeys,
  }),
  heartbeat: z.strictObject({
    type: z.literal('heartbeat'),
    url: key(
      webUrl.optional(),
      'An address that answers with the time of the last success.',
      'https://backup.acme.example/last',
    ),
    json: key(z.string().startsWith('$').optional(), 'Where in a JSON body that time stands.', '$.finished_at'),
    header: key(z.string().optional(), 'A response header that holds it.', 'last-modified'),
    headers: httpKeys.headers,
    workflow: key(
      z
        .string()
        .regex(/^[A-Za-z0-9_.-]+\.ya?ml$/, 'expected the file name of a workflow')
        .optional(),
      'A GitHub workflow whose last success counts instead.',
      'backup.yml',
    ),
    every: key(positiveDuration, 'How often it should succeed.', '24h'),
    grace: key(duration.optional(), 'How late it may be. Default 0s.', '30m'),
    ...commonKeys,
  }),
  statuspage: z.strictObject({
    type: z.literal('statuspage'),
    url: key(webUrl, 'Another status page with a Statuspage API.', 'https://status.stripe.com'),
    component: key(z.string().optional(), 'The name or id of its component. Default the whole page.', 'API'),
    ...commonKeys,
  }),
  group: z.strictObject({
    type: z.literal('group'),
    members: key(z.array(id).min(1), 'Components whose worst state this one has.', ['web-1', 'web-2']),
    at_least: key(z.int().min(1).optional(), 'Up as long as so many members are.', 1),
    ...commonKeys,
  }),
} as const

export type CheckType = keyof typeof checkTypes

export const check = z.discriminatedUnion(
  'type',
  Object.values(checkTypes) as unknown as [typeof checkTypes.http, ...(typeof checkTypes)[CheckType][]],
  {
    error: `expected \`type:\` to be one of ${Object.keys(checkTypes).join(', ')}`,
  },
)
export type CheckKeys = z.output<(typeof checkTypes)[CheckType]>

/** `defaults:` takes every key that several check types or all http checks share. */
export const defaults = z.strictObject({
  ...commonKeys,
  method: httpKeys.method,
  headers: httpKeys.headers,
  follow: httpKeys.follow,
  expect: httpKeys.expect,
  proxy: httpKeys.proxy,
  certificate: checkTypes.tls.shape.certificate,
})
