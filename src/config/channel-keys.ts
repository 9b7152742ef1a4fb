import { z } from 'zod'
import { hostName, id, key, kind, languageTag, port, positiveDuration, webUrl } from './scalars.ts'

export const notificationEvents = [
  'outage.opened',
  'outage.changed',
  'outage.resolved',
  'outage.reminder',
  'incident.created',
  'incident.updated',
  'incident.resolved',
  'maintenance.scheduled',
  'maintenance.changed',
  'maintenance.reminder',
  'maintenance.started',
  'maintenance.completed',
  'certificate.expiring',
  'domain.expiring',
  'checks.stale',
  'post.needs_fixing',
] as const

const secretText = z.string({ error: 'expected a text' }).min(1)

const commonKeys = {
  id: key(id, 'A name of its own; the ledger of what was told uses it.', 'ops-slack'),
  audience: key(
    z.enum(['operators', 'public'], { error: 'expected operators or public' }),
    'Operators hear of outages at once; the public of what people post.',
    'operators',
  ),
  components: key(z.array(id).min(1).optional(), 'Only these components. Default all.', ['api']),
  events: key(
    z
      .array(z.enum(notificationEvents, { error: `expected events out of ${notificationEvents.join(', ')}` }))
      .min(1)
      .optional(),
    'Only these events. Default all that the audience hears of.',
    ['outage.opened'],
  ),
  min_impact: key(
    z.enum(['none', 'minor', 'major', 'critical'], { error: 'expected none, minor, major or critical' }).optional(),
    'Nothing below this impact.',
    'major',
  ),
  quiet_hours: key(
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'expected hours such as 22:00-07:00')
      .optional(),
    'Held back between these times of site.timezone, then told.',
    '22:00-07:00',
  ),
  language: key(languageTag.optional(), 'Language of the messages. Default the first of site.languages.', 'en'),
  remind_every: key(positiveDuration.optional(), 'How often a lasting outage is told again. Default never.', '1h'),
} as const

/** Of types whose address is the owner's own. */
const ownServer = {
  allow_private: key(
    z.boolean({ error: 'expected true or false' }).optional(),
    'Whether its address may be a private one. Default false.',
    true,
  ),
} as const

/** Of types whose address is the service's: another region, or a server of one's own. */
const api = (address: string) => key(webUrl.optional(), `Where the API is, if not at ${address}.`, address)

const url = (what: string, example: string) => key(webUrl, `${what} Take it from a secret.`, example)

export const channelTypes = {
  webhook: z.strictObject({
    type: kind('webhook', 'POSTs JSON to an address of yours.'),
    ...commonKeys,
    ...ownServer,
    url: url('Where to POST.', 'https://acme.example/hooks/status'),
    secret: key(secretText, 'Signs each message (HMAC-SHA256).', '${WEBHOOK_SECRET}'),
  }),
  slack: z.strictObject({
    type: kind('slack', 'Writes to a Slack channel.'),
    ...commonKeys,
    ...ownServer,
    url: url('Incoming webhook.', '${SLACK_URL}'),
  }),
  discord: z.strictObject({
    type: kind('discord', 'Writes to a Discord channel.'),
    ...commonKeys,
    ...ownServer,
    url: url('Webhook.', '${DISCORD_URL}'),
  }),
  teams: z.strictObject({
    type: kind('teams', 'Writes to a Microsoft Teams channel.'),
    ...commonKeys,
    ...ownServer,
    url: url('Workflow webhook.', '${TEAMS_URL}'),
  }),
  telegram: z.strictObject({
    type: kind('telegram', 'Writes to a Telegram chat.'),
    ...commonKeys,
    ...ownServer,
    token: key(secretText, 'Bot token.', '${TELEGRAM_TOKEN}'),
    api: api('https://api.telegram.org'),
    chat: key(
      z.union([z.string().min(1), z.int()], { error: 'expected a chat id or @name' }),
      'Chat id or @channel.',
      '@acme_status',
    ),
  }),
  email: z.strictObject({
    type: kind('email', 'Sends mail by SMTP.'),
    ...commonKeys,
    ...ownServer,
    host: key(hostName, 'SMTP server.', 'smtp.acme.example'),
    port: key(port.optional(), 'Port. Default 587.', 587),
    user: key(secretText.optional(), 'User name.', '${SMTP_USER}'),
    password: key(secretText.optional(), 'Password.', '${SMTP_PASSWORD}'),
    from: key(z.string().min(3), 'Sender.', 'Acme Status <status@acme.example>'),
    to: key(z.array(z.string().min(3)).min(1), 'Receivers.', ['oncall@acme.example']),
  }),
  ntfy: z.strictObject({
    type: kind('ntfy', 'Pushes to phones by ntfy.'),
    ...commonKeys,
    ...ownServer,
    url: key(webUrl, 'Topic address.', 'https://ntfy.sh/acme-status'),
    token: key(secretText.optional(), 'Access token.', '${NTFY_TOKEN}'),
  }),
  pagerduty: z.strictObject({
    type: kind('pagerduty', 'Opens and closes PagerDuty incidents.'),
    ...commonKeys,
    ...ownServer,
    routing_key: key(secretText, 'Events API v2 routing key.', '${PAGERDUTY_KEY}'),
    api: api('https://events.pagerduty.com'),
  }),
  github_issue: z.strictObject({
    type: kind('github_issue', 'Opens and closes issues in this repository.'),
    ...commonKeys,
    labels: key(z.array(z.string().min(1)).optional(), 'Labels of the issue.', ['outage']),
    assignees: key(z.array(z.string().min(1)).optional(), 'People it is assigned to.', ['octocat']),
  }),
  buttondown: z.strictObject({
    type: kind('buttondown', 'Mails subscribers by Buttondown.'),
    ...commonKeys,
    ...ownServer,
    api_key: key(secretText, 'API key.', '${BUTTONDOWN_KEY}'),
    api: api('https://api.buttondown.com'),
    tags: key(z.array(z.string().min(1)).optional(), 'Only subscribers with these tags.', ['api']),
    newsletter: key(
      z
        .string()
        .regex(/^[\w.-]+$/, 'expected the name of a newsletter, as in buttondown.com/acme')
        .optional(),
      'Name of the newsletter: /subscribe/ then shows a form for it.',
      'acme-status',
    ),
  }),
} as const

export type ChannelType = keyof typeof channelTypes

export const channel = z.discriminatedUnion(
  'type',
  Object.values(channelTypes) as unknown as [typeof channelTypes.webhook, ...(typeof channelTypes)[ChannelType][]],
  {
    error: `expected \`type:\` to be one of ${Object.keys(channelTypes).join(', ')}`,
  },
)
export type Channel = z.output<(typeof channelTypes)[ChannelType]>
