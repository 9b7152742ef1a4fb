import { expect, test } from 'vitest'
import { faultInChannel } from '../../src/advice/channel-form.ts'
import type { Channel } from '../../src/config/channel-keys.ts'

const secret = 'the-value-of-a-secret'
const cases: [string, object, RegExp | null][] = [
  ['a webhook', { type: 'webhook', url: 'https://acme.io/x' }, null],
  ['a webhook on an open line', { type: 'webhook', url: 'http://acme.io/x' }, /begins with http:/],
  ['a webhook on a network of one’s own', { type: 'webhook', url: 'http://10.0.0.1/x', allow_private: true }, null],
  ['a secret that is no address', { type: 'webhook', url: '${S}' }, /no address of the web/],
  ['Slack', { type: 'slack', url: 'https://hooks.slack.com/services/T0/B0/x' }, null],
  [
    'Slack’s page instead of its webhook',
    { type: 'slack', url: 'https://acme.slack.com/archives/C1' },
    /none of slack's/,
  ],
  ['Discord', { type: 'discord', url: 'https://discord.com/api/webhooks/123/abc' }, null],
  ['Discord’s channel', { type: 'discord', url: 'https://discord.com/channels/1/2' }, /none of discord's/],
  ['Telegram', { type: 'telegram', token: `123456:${'a'.repeat(35)}`, chat: '@a' }, null],
  [
    'a bot’s name instead of its token',
    { type: 'telegram', token: '${S}', chat: '@a' },
    /`token` does not look like one/,
  ],
  ['PagerDuty', { type: 'pagerduty', routing_key: 'R0'.repeat(16) }, null],
  ['an old key', { type: 'pagerduty', routing_key: '${S}' }, /`routing_key` does not look like one/],
  ['mail', { type: 'email', host: 'smtp.acme.io', from: 'Acme <a@acme.io>', to: ['b@acme.io'] }, null],
  [
    'mail to nobody',
    { type: 'email', host: 'smtp.acme.io', from: 'Acme <a@acme.io>', to: ['bob'] },
    /`bob` is no mail address/,
  ],
  [
    'mail without a password',
    { type: 'email', host: 'h', from: 'a@acme.io', to: ['b@acme.io'], user: 'u' },
    /`user` and no `password`/,
  ],
]
test.each(cases)('%s', (_, keys, expected) => {
  const fault = faultInChannel({ id: 'x', audience: 'operators', ...keys } as Channel, (text) =>
    text.replaceAll('${S}', secret),
  )
  if (expected === null) expect(fault).toBeNull()
  else expect(fault).toMatch(expected)
  expect(fault ?? '').not.toContain(secret)
})
