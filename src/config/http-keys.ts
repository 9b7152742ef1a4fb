import { z } from 'zod'
import { certificate } from './common-keys.ts'
import { jsonPathMistake } from './json-path.ts'
import { patternMistake } from './pattern.ts'
import { filePath, key, webUrl } from './scalars.ts'

const headerMap = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'expected a header name'),
  z.string({ error: 'expected a text; put numbers in quotes' }),
)
const regex = z.string({ error: 'expected a regular expression' }).superRefine((text, context) => {
  const mistake = patternMistake(text)
  if (mistake !== null) {
    context.addIssue({ code: 'custom', message: `expected a regular expression that RE2 can read (${mistake})` })
  }
})
export const jsonPath = z
  .string()
  .startsWith('$', 'expected a JSON path that starts with $')
  .superRefine((text, context) => {
    const mistake = text.startsWith('$') ? jsonPathMistake(text) : null
    if (mistake !== null)
      context.addIssue({ code: 'custom', message: `expected a JSON path as RFC 9535 has them (${mistake})` })
  })

/** `200`, `"200-299"`: kept as the first and last code. */
const statusRange = z
  .union(
    [
      z.int().min(100, 'expected a status code from 100 to 599').max(599, 'expected a status code from 100 to 599'),
      z.string().regex(/^[1-5]\d\d(-[1-5]\d\d)?$/, 'expected status codes such as 200 or 200-299'),
    ],
    { error: 'expected status codes such as 200 or 200-299' },
  )
  .transform((value) => {
    const [from, to] = String(value).split('-').map(Number)
    return { from: from!, to: to ?? from! }
  })
  .refine(({ from, to }) => from <= to, 'expected the smaller status code first')

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'expected a text, number, true, false or null',
})

const jsonRule = z
  .strictObject({
    path: key(jsonPath, 'A JSON path (RFC 9535).', '$.db.state'),
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
      .meta({ title: 'status codes' })
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

/** What an http check has beside the keys of every check. */
export const httpKeys = {
  url: key(webUrl, 'The address to ask.', 'https://api.acme.example/health'),
  method: key(
    z
      .enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], {
        error: 'expected an HTTP method in capitals',
      })
      .optional(),
    'Request method. Default GET.',
    'GET',
  ),
  headers: key(headerMap.optional(), 'Request headers. ${NAME} takes a secret.', {
    Authorization: 'Bearer ${API_TOKEN}',
  }),
  body: key(z.string().optional(), 'Request body.', '{"ping":true}'),
  follow: key(z.int().min(0).max(20).optional(), 'How many redirects to follow, 0 for none. Default 5.', 5),
  expect: key(expectHttp.optional(), 'What the answer must be like.', { status: ['200-299'] }),
  client_certificate: key(
    z
      .strictObject({
        cert: key(filePath, 'A PEM file with the certificate.', 'certs/client.pem'),
        key: key(z.string(), 'The private key, from a secret.', '${CLIENT_KEY}'),
      })
      .optional(),
    'A certificate to show the server.',
    { cert: 'certs/client.pem', key: '${CLIENT_KEY}' },
  ),
  proxy: key(webUrl.optional(), 'An HTTP proxy to go through.', 'http://proxy.acme.example:3128'),
} as const
