import { z } from 'zod'
import { notificationEvents } from '../config/channel-keys.ts'

const time = z.iso.datetime().describe('ISO 8601 in UTC, whole seconds')
const verdict = z.enum(['degraded', 'partial', 'down'])
const component = z.object({ id: z.string(), name: z.string() })
const affected = component.extend({ status: z.string().describe("The component's status, as on the page") })
const update = z.object({
  id: z.string(),
  status: z.string(),
  at: time,
  body: z.string().describe('Markdown as a person wrote it: never trust it as HTML'),
})

const outage = z.object({
  kind: z.literal('outage'),
  id: z.string().describe('Messages of one group of outages share it'),
  url: z.url(),
  outages: z
    .array(
      z.object({
        id: z.string(),
        component,
        start: time,
        end: time.nullable(),
        ending: z.enum(['recovered', 'false_alarm', 'retired', 'unlisted']).nullable(),
        verdict: verdict.describe('What it is now; once it is over, the worst it was'),
        before: verdict.nullable().describe('What it was when it was told last'),
        class: z.string().nullable(),
        detail: z.string().nullable(),
        message: z.string().describe('The class as a sentence'),
        because_of: z.array(component).describe('Components it depends on that fail too'),
        times: z.int().describe('How many outages in a row this is, each less than 15 minutes after the last'),
      }),
    )
    .min(1),
})

const incident = z.object({
  kind: z.literal('incident'),
  id: z.string(),
  url: z.url(),
  title: z.string(),
  status: z.string(),
  impact: z.string(),
  started_at: time,
  resolved_at: time.nullable(),
  components: z.array(affected),
  updates: z.array(update).describe('What is new, oldest first'),
})

const maintenance = z.object({
  kind: z.literal('maintenance'),
  id: z.string(),
  url: z.url(),
  title: z.string(),
  status: z.string(),
  start: time,
  end: time,
  components: z.array(affected),
  updates: z.array(update),
})

const expiry = z.object({
  kind: z.enum(['certificate', 'domain']),
  id: z.string(),
  url: z.url(),
  expiring: z.array(z.object({ component, days: z.int(), expires: z.iso.date() })).min(1),
})

const checks = z.object({
  kind: z.literal('checks'),
  id: z.string(),
  url: z.url(),
  components: z.array(component.extend({ checked_at: time.nullable() })).min(1),
})

const post = z.object({
  kind: z.literal('post'),
  id: z.string(),
  url: z.url(),
  posts: z
    .array(
      z.object({
        file: z.string(),
        reason: z.enum(['mistakes', 'still_failing', 'overdue']),
        since: time.nullable(),
        problems: z.array(
          z.object({ line: z.int(), column: z.int(), severity: z.string(), message: z.string(), hint: z.string() }),
        ),
      }),
    )
    .min(1),
})

const subject = z.discriminatedUnion('kind', [outage, incident, maintenance, expiry, checks, post])
export type WebhookSubject = z.output<typeof subject>

/** What a webhook receives: docs/webhook.schema.json is made of it. Keys are added within a version, never changed. */
export const webhookShape = z.object({
  version: z.literal(1),
  id: z.string().max(255).describe('The same for the same events: drop a second one'),
  event: z.enum(notificationEvents),
  time: time.describe('When it came about'),
  page: z.object({ name: z.string(), url: z.url() }),
  subject,
})
export type WebhookBody = z.output<typeof webhookShape>

/** docs/webhook.schema.json. */
export function webhookSchemaText(): string {
  const schema = {
    title: 'A message from a Candor status page',
    ...z.toJSONSchema(webhookShape, { target: 'draft-2020-12' }),
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
