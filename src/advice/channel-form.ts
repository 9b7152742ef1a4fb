import type { Channel } from '../config/channel-keys.ts'

/** Where the services themselves say that such an address leads: a paste from another window is seen. */
const homes: Partial<Record<Channel['type'], { pattern: RegExp; example: string }>> = {
  slack: {
    pattern: /^https:\/\/hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\//,
    example: 'https://hooks.slack.com/services/...',
  },
  discord: {
    pattern: /^https:\/\/(\w+\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/\d+\//,
    example: 'https://discord.com/api/webhooks/...',
  },
}

/** Keys whose form the service documents, so that a name in place of its secret is seen. */
const forms: Record<string, { pattern: RegExp; expected: string }> = {
  'telegram.token': { pattern: /^\d{5,}:[\w-]{30,}$/, expected: 'digits, a colon and 35 letters' },
  'pagerduty.routing_key': { pattern: /^[A-Za-z0-9]{32}$/, expected: '32 letters and digits' },
}

/**
 * What is wrong with a channel's keys, as far as can be seen without sending; null when nothing is. `fill` puts secrets
 * in; nothing of what it gives is repeated.
 */
export function faultInChannel(channel: Channel, fill: (text: string) => string): string | null {
  const keys = channel as Record<string, unknown>
  const isOwn = keys['allow_private'] === true
  for (const key of ['url', 'api']) {
    const text = keys[key]
    if (typeof text !== 'string') continue
    const filled = fill(text)
    const address = URL.parse(filled)
    if (address === null || !/^https?:$/.test(address.protocol))
      return `its \`${key}\` is no address of the web once its secrets are filled in`
    if (address.protocol === 'http:' && !isOwn)
      return `its \`${key}\` begins with http: what it says, and its secret, would be readable on the way`
    const home = key === 'url' && !isOwn ? homes[channel.type] : undefined
    if (home !== undefined && !home.pattern.test(filled))
      return `its \`url\` is none of ${channel.type}'s (they look like ${home.example})`
  }
  for (const [name, { pattern, expected }] of Object.entries(forms)) {
    const [type, key] = name.split('.') as [string, string]
    if (type === channel.type && !pattern.test(fill(String(keys[key]))))
      return `its \`${key}\` does not look like one (${expected})`
  }
  return channel.type === 'email' ? faultInMail(channel, fill) : null
}

function faultInMail(
  { from, to, user, password }: Extract<Channel, { type: 'email' }>,
  fill: (text: string) => string,
): string | null {
  const wrong = [from, ...to].find((text) => !/^([^<>]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/.test(fill(text).trim()))
  if (wrong !== undefined) return `\`${wrong}\` is no mail address`
  return user !== undefined && password === undefined ? 'it has a `user` and no `password`' : null
}

/** Names of secrets that the channel's keys stand for. */
export function secretsOf(channel: Channel): string[] {
  return [...new Set([...JSON.stringify(channel).matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name]) => name!))]
}
