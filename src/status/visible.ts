import type { Config } from '../config/config.ts'
import type { Post } from '../incidents/incident.ts'

export type Audience = 'public' | 'internal'

/** The public page is made as if internal components did not exist. */
export function visibleConfig(config: Config, audience: Audience): Config {
  if (audience === 'internal') return config
  const components = config.components.filter((component) => component.audience === 'public')
  const visible = new Set(components.map(({ id }) => id))
  return {
    ...config,
    components: components.map((component) => ({
      ...component,
      depends_on: component.depends_on.filter((id) => visible.has(id)),
    })),
    groups: config.groups.filter((group) => components.some((component) => component.group === group.id)),
  }
}

/**
 * What people wrote for this audience. A public post may name internal components beside public ones: for the public it
 * does not, or their ids would stand there as components no longer listed.
 */
export function visiblePosts(posts: readonly Post[], config: Config, audience: Audience): Post[] {
  const published = posts.filter((post) => !post.draft)
  if (audience === 'internal') return published
  const hidden = config.components
    .filter((component) => component.audience === 'internal')
    .flatMap(({ id, was }) => [id, ...was])
  const open = published.filter((post) => post.audience === 'public')
  return hidden.length === 0 ? open : open.map((post) => withoutNames(post, new Set(hidden)))
}

function withoutNames(post: Post, hidden: ReadonlySet<string>): Post {
  const told = <T>(components: Record<string, T>) =>
    Object.fromEntries(Object.entries(components).filter(([id]) => !hidden.has(id)))
  return {
    ...post,
    components: told(post.components),
    updates: post.updates.map((update) => ({ ...update, components: told(update.components) })),
    // An outage's id begins with its component's.
    falseAlarm: post.falseAlarm.filter((outage) => ![...hidden].some((id) => outage.startsWith(`${id}-2`))),
  }
}
