import type { Config } from '../../config/config.ts'

/** A form that Buttondown takes: an address of theirs, and what people may choose. */
export interface Newsletter {
  id: string
  origin: string
  action: string
  /** Tags of the channel: those that are components by their id. */
  choices: string[]
  tags: string[]
}

const origin = 'https://buttondown.com'

/** Of each public `buttondown` channel that names its newsletter. */
export function newslettersOf({ notify, components }: Pick<Config, 'notify' | 'components'>): Newsletter[] {
  const known = new Set(components.map(({ id }) => id))
  return notify.flatMap((channel) => {
    if (channel.type !== 'buttondown' || channel.audience !== 'public' || channel.newsletter === undefined) return []
    const tags = channel.tags ?? []
    return [
      {
        id: channel.id,
        origin,
        action: `${origin}/api/emails/embed-subscribe/${encodeURIComponent(channel.newsletter)}`,
        choices: tags.filter((tag) => known.has(tag)),
        tags: tags.filter((tag) => !known.has(tag)),
      },
    ]
  })
}
