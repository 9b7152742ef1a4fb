import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buttondownBody } from '../../src/channels/buttondown.ts'
import type { Means } from '../../src/channels/channel.ts'
import { posterOf } from '../../src/channels/post.ts'
import { channelKinds } from '../../src/channels/table.ts'
import type { Channel } from '../../src/config/channel-keys.ts'
import type { Message } from '../../src/messages/message.ts'
import { webhookSchemaText } from '../../src/messages/webhook-shape.ts'
import { allEvents, everyMessage } from './messages.ts'
import { type Receiver, startReceiver } from './receiver.ts'

let service: Receiver
beforeAll(async () => {
  service = await startReceiver()
})
beforeEach(() => {
  service.received = []
})
afterAll(() => service.close())

const means = (): Means => ({
  fill: (text) => text.replace('${TOKEN}', 'hush'),
  post: posterOf('Candor/1', new AbortController().signal),
  github: () => Promise.reject(new Error('There is no GitHub here.')),
  signal: new AbortController().signal,
})

/** Keys of one channel of each type that is asked by HTTP, at the service of the test. */
const keysOf: Record<string, (url: string) => Record<string, unknown>> = {
  webhook: (url) => ({ url: `${url}/hook`, secret: '${TOKEN}' }),
  slack: (url) => ({ url: `${url}/services/T/B/x` }),
  discord: (url) => ({ url: `${url}/api/webhooks/1/x` }),
  teams: (url) => ({ url: `${url}/workflows/x` }),
  telegram: (url) => ({ api: url, token: '1:${TOKEN}', chat: '@acme_status' }),
  ntfy: (url) => ({ url: `${url}/acme-status`, token: '${TOKEN}' }),
  pagerduty: (url) => ({ api: url, routing_key: 'r'.repeat(32) }),
  buttondown: (url) => ({ api: url, api_key: '${TOKEN}', tags: ['api'] }),
}
const types = Object.keys(keysOf) as Channel['type'][]

async function sendAll(type: Channel['type']): Promise<Map<string, Message>> {
  const keys = { type, allow_private: true, ...keysOf[type]!(service.url) } as never
  const messages = everyMessage(keys)
  const kind = (await channelKinds[type as 'webhook']()) as { send: (...given: unknown[]) => Promise<void> }
  for (const message of messages.values()) await kind.send(message, keys, means())
  return messages
}

function schemaOf(type: string): object {
  if (type === 'webhook') return JSON.parse(webhookSchemaText()) as object
  return JSON.parse(readFileSync(join(import.meta.dirname, 'schemas', `${type}.json`), 'utf8')) as object
}

const ajv = new Ajv2020({ allErrors: true, strict: false })
formats.default(ajv)

describe.each(types)('%s', (type) => {
  test('sends every event in the form that the service documents', async () => {
    const messages = await sendAll(type)
    expect([...messages.keys()].sort()).toEqual([...allEvents].sort())
    const validate = ajv.compile(schemaOf(type))
    expect(service.received.length).toBeGreaterThan(0)
    for (const { body } of service.received) {
      validate(JSON.parse(body))
      expect([validate.errors, body]).toEqual([null, body])
    }
  })
})

test('a webhook can be checked with its secret, and named twice by its id', async () => {
  await sendAll('webhook')
  for (const { headers, body } of service.received) {
    const expected = createHmac('sha256', 'hush').update(body).digest('hex')
    expect(headers['x-candor-signature-256']).toBe(`sha256=${expected}`)
    expect(headers['x-candor-id']).toBe((JSON.parse(body) as { id: string }).id)
    expect(headers['user-agent']).toBe('Candor/1')
  }
})

test('docs/webhook.schema.json is the schema of what is sent', () => {
  const path = join(import.meta.dirname, '../../docs/webhook.schema.json')
  expect(readFileSync(path, 'utf8')).toBe(webhookSchemaText())
})

test('secrets go where they belong, and each service is asked at its own path', async () => {
  for (const type of types) await sendAll(type)
  const paths = new Map(service.received.map(({ path, headers }) => [path, headers.authorization]))
  expect(Object.fromEntries(paths)).toEqual({
    '/hook': undefined,
    '/services/T/B/x': undefined,
    '/api/webhooks/1/x?wait=true': undefined,
    '/workflows/x': undefined,
    '/bot1:hush/sendMessage': undefined,
    '/': 'Bearer hush',
    '/v2/enqueue': undefined,
    '/v1/emails': 'Token hush',
  })
  expect(service.received.filter(({ body }) => body.includes('hush'))).toEqual([])
})

test('PagerDuty opens one alert for a group of outages, tells it of more, and resolves it', async () => {
  await sendAll('pagerduty')
  const events = service.received.map(
    ({ body }) =>
      JSON.parse(body) as { event_action: string; dedup_key: string; payload?: { class: string; severity: string } },
  )
  const ofOutages = events.filter(
    ({ dedup_key, event_action, payload }) =>
      event_action === 'resolve' || payload?.class.startsWith('outage.') === true || dedup_key.includes('Z'),
  )
  expect(
    ofOutages.map(({ event_action, dedup_key, payload }) => [
      event_action,
      dedup_key,
      payload?.class,
      payload?.severity,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "trigger",
        "status.acme.example:api-20261121T100500Z",
        "outage.opened",
        "critical",
      ],
      [
        "trigger",
        "status.acme.example:api-20261121T100500Z",
        "outage.changed",
        "critical",
      ],
      [
        "trigger",
        "status.acme.example:api-20261121T100500Z",
        "outage.reminder",
        "critical",
      ],
      [
        "resolve",
        "status.acme.example:api-20261121T100500Z",
        undefined,
        undefined,
      ],
    ]
  `)
})

test('a newsletter with tags goes to those who chose what it concerns', () => {
  const [message] = [...everyMessage({ type: 'buttondown', api_key: 'x' } as never).values()]
  const tagsOf = (components: string[], tags: string[]) =>
    buttondownBody({ ...message!, components }, tags).filters?.filters.map(({ value }) => value)
  expect(tagsOf(['api', 'db'], ['api', 'web', 'vip'])).toEqual(['api'])
  expect(tagsOf(['db'], ['api', 'web'])).toEqual(['api', 'web'])
  expect(tagsOf(['db'], [])).toEqual([])
})
