import { stringify } from 'yaml'
import type { StarterOrder } from './starter.ts'

/** components.yml of a new page, with the line by which editors complete and check it. */
export function starterComponents({ name, url, timezone, endpoints, engine }: StarterOrder): string {
  const schema = `https://raw.githubusercontent.com/${engine.repository}/${engine.commit}/docs/components.schema.json`
  const body = stringify(
    {
      candor: 1,
      site: { name, url, ...(timezone === 'UTC' ? {} : { timezone }) },
      components: endpoints.map(({ id, address }) => ({ id, name: nameOf(id), check: checkOf(address) })),
    },
    { lineWidth: 0 },
  )
  return `# yaml-language-server: $schema=${schema}\n${body}`
}

/** `public-api` becomes `Public api`: a start; people write the name they want. */
function nameOf(id: string): string {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function checkOf(address: string): Record<string, unknown> {
  const match = /^(tcp|tls):\/\/(\[[^\]]+\]|[^:/]+):(\d+)\/?$/.exec(address)
  if (match === null) return { type: 'http', url: address }
  return { type: match[1], host: match[2]!.replace(/^\[|\]$/g, ''), port: Number(match[3]) }
}
