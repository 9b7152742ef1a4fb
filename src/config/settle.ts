import { settleBrand } from './brand-keys.ts'
import { builtin } from './builtin.ts'
import type { Defaults } from './check-keys.ts'
import type { Component, Config } from './config.ts'
import { isOldAddress } from './old-address.ts'
import type { WrittenComponent, WrittenConfig } from './schema.ts'
import { settleCheck } from './settle-check.ts'
import type { Source } from './source.ts'

/** Fills in every default, so that nobody after this asks whether a key was there. */
export function settle(written: WrittenConfig, source: Source): Config {
  const { site, results } = written
  const [first, ...others] = site.languages ?? builtin.languages
  return {
    site: {
      name: site.name,
      url: site.url,
      description: site.description ?? null,
      timezone: site.timezone ?? builtin.timezone,
      languages: [first!, ...others],
      repository: site.repository ?? null,
      support: site.support ?? null,
      ...(site.moved === undefined ? {} : { moved: site.moved }),
      ...(site.brand === undefined ? {} : { brand: settleBrand(site.brand) }),
    },
    groups: (written.groups ?? []).map(({ id, name, description, collapsed }) => ({
      id,
      name,
      description: description ?? null,
      collapsed: collapsed ?? false,
    })),
    components: written.components.map((component, index) => {
      const target = source.writtenAt(['components', index, 'target'])
      return settleComponent(component, target, written.defaults ?? {})
    }),
    secrets: written.secrets ?? [],
    reference: written.reference ?? builtin.reference,
    results: { branch: results?.branch ?? builtin.results.branch, keep: results?.keep ?? builtin.results.keep },
    ...(written.mirrors === undefined ? {} : { mirrors: written.mirrors }),
    notify: written.notify ?? [],
    tell_public_after: written.tell_public_after ?? builtin.tell_public_after,
  }
}

function settleComponent(written: WrittenComponent, target: string | null, defaults: Defaults): Component {
  const addresses = written.was?.filter(isOldAddress) ?? []
  return {
    id: written.id,
    name: written.name,
    group: written.group ?? null,
    description: written.description ?? null,
    link: written.link ?? null,
    since: written.since ?? null,
    target: written.target === undefined ? null : settleTarget(target ?? String(written.target)),
    depends_on: written.depends_on ?? [],
    was: written.was?.filter((name) => !isOldAddress(name)) ?? [],
    ...(addresses.length > 0 ? { addresses } : {}),
    retired: written.retired ?? null,
    audience: written.audience ?? 'public',
    check: written.check === undefined ? null : settleCheck(written.check, defaults),
  }
}

/** `99.90` keeps its two decimals: a goal is shown as it was promised. */
function settleTarget(written: string): { percent: number; decimals: number } {
  return { percent: Number(written), decimals: /^\d+\.(\d+)$/.exec(written)?.[1]?.length ?? 0 }
}
