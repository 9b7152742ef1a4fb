import { stringify } from 'yaml'
import type { StarterOrder } from './starter.ts'

/** components.yml of a new page, with the line by which editors complete and check it. `docs`: the engine's pages. */
export function starterComponents(order: StarterOrder, docs: string): string {
  const { name, url, timezone, endpoints } = order
  const site = { name, url, ...(timezone === 'UTC' ? {} : { timezone }) }
  const components = endpoints.map(({ id, address }) => ({ id, name: nameOf(id), check: checkOf(address) }))
  return `# yaml-language-server: $schema=${schemaAddress(order.engine)}
# What this status page is about. Every key: ${docs}/configuration.md
candor: 1

${yaml({ site })}
# What is watched. Ids are for ever (addresses and history use them); names are yours to change.
${yaml({ components })}${
  order.github === false
    ? ''
    : `
${issues(docs)}`
}`
}

function issues(docs: string): string {
  const channel = { notify: [{ id: 'issues', type: 'github_issue', audience: 'operators' }] }
  return `# Each outage opens an issue here, and its end closes it: watch the repository to get mail, comment to post an update.
# More channels (Slack, mail, PagerDuty ...): ${docs}/messages.md
${yaml(channel)}`
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 })
}

/** The bare file, which editors fetch; a company's own GitHub has no second host for it. */
function schemaAddress({ server = 'https://github.com', repository, commit }: StarterOrder['engine']): string {
  const path = `${commit}/docs/components.schema.json`
  return server === 'https://github.com'
    ? `https://raw.githubusercontent.com/${repository}/${path}`
    : `${server}/${repository}/raw/${path}`
}

const acronyms = ['api', 'cdn', 'db', 'dns', 'smtp', 'ssh', 'sso', 'vpn']

/** `public-api` becomes `Public API`: a start; people write the name they want. */
function nameOf(id: string): string {
  const words = id.split('-').map((word) => (acronyms.includes(word) ? word.toUpperCase() : word))
  const text = words.join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function checkOf(address: string): Record<string, unknown> {
  const match = /^(tcp|tls):\/\/(\[[^\]]+\]|[^:/]+):(\d+)\/?$/.exec(address)
  if (match === null) return { type: 'http', url: address }
  return { type: match[1], host: match[2]!.replace(/^\[|\]$/g, ''), port: Number(match[3]) }
}
