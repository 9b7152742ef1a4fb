import { z } from 'zod'
import { certificate, commonKeys } from './common-keys.ts'
import { httpKeys, jsonPath } from './http-keys.ts'
import { duration, hostName, id, key, kind, port, positiveDuration, socketUrl, webUrl } from './scalars.ts'

const hostPort = {
  host: key(hostName, 'Host name or IP address.', 'db.acme.example'),
  port: key(port, 'Port.', 5432),
} as const
const starttls = z.enum(['smtp', 'imap', 'postgres'], { error: 'expected smtp, imap or postgres' })

/** One object per check type: the whole key table of checks. */
export const checkTypes = {
  http: z.strictObject({
    type: kind('http', 'Asks a web address and looks at the answer.'),
    ...httpKeys,
    ...commonKeys,
  }),
  tcp: z.strictObject({
    type: kind('tcp', 'Opens a TCP connection.'),
    ...hostPort,
    send: key(z.string().optional(), 'Text to send first.', 'PING\r\n'),
    expect: key(z.string().min(1).optional(), 'Text the answer must hold.', 'PONG'),
    ...commonKeys,
  }),
  tls: z.strictObject({
    type: kind('tls', 'Opens a TLS connection and looks at the certificate.'),
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
    type: kind('dns', 'Asks a name server.'),
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
    type: kind('websocket', 'Opens a websocket.'),
    url: key(socketUrl, 'The address.', 'wss://live.acme.example/socket'),
    headers: httpKeys.headers,
    subprotocol: key(z.string().optional(), 'Subprotocol to ask for.', 'graphql-ws'),
    send: key(z.string().optional(), 'Message to send first.', '{"type":"ping"}'),
    expect: key(z.string().min(1).optional(), 'Text a message must hold.', 'pong'),
    ...commonKeys,
  }),
  smtp: z.strictObject({
    type: kind('smtp', 'Greets a mail server.'),
    host: hostPort.host,
    port: key(port.optional(), 'Port. Default 25.', 25),
    starttls: key(z.boolean().optional(), 'Whether STARTTLS must be offered and work.', true),
    certificate: key(certificate.optional(), 'How long the certificate must still hold.', { warn: '14d', fail: '0d' }),
    ...commonKeys,
  }),
  grpc: z.strictObject({
    type: kind('grpc', 'Asks a gRPC health service.'),
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
    type: kind('ssh', 'Reads the greeting of an SSH server.'),
    host: hostPort.host,
    port: key(port.optional(), 'Port. Default 22.', 22),
    ...commonKeys,
  }),
  domain: z.strictObject({
    type: kind('domain', 'Looks at when a domain expires (RDAP), once a day.'),
    name: key(hostName, 'The registered domain.', 'acme.example'),
    warn: key(duration.optional(), 'Time left below which operators get a note. Default 30d.', '30d'),
    ...commonKeys,
  }),
  heartbeat: z.strictObject({
    type: kind('heartbeat', 'Reads when something last succeeded.'),
    url: key(
      webUrl.optional(),
      'An address that answers with the time of the last success.',
      'https://backup.acme.example/last',
    ),
    json: key(jsonPath.optional(), 'Where in a JSON body that time stands.', '$.finished_at'),
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
    type: kind('statuspage', 'Takes over what another status page says.'),
    url: key(webUrl, 'Another status page with a Statuspage API.', 'https://status.stripe.com'),
    component: key(z.string().optional(), 'The name or id of its component. Default the whole page.', 'API'),
    ...commonKeys,
  }),
  group: z.strictObject({
    type: kind('group', 'Sums up other components.'),
    members: key(z.array(id).min(1), 'Components whose worst state this one has.', ['web-1', 'web-2']),
    at_least: key(z.int().min(1).optional(), 'Up as long as so many members are. Default all of them.', 1),
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
export type Defaults = z.output<typeof defaults>
