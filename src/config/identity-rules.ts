import type { Report } from './consistency.ts'
import { type Item, mentions, type Outline } from './outline.ts'
import type { Source } from './source.ts'

/** Every id once: URLs, columns and feeds are made of it. */
export function identityRules(outline: Outline, source: Source, report: Report): void {
  unique('group', outline.groups)
  unique('component', outline.components)
  unique('channel', outline.channels)

  const owners = new Map(outline.components.map(({ id }) => [id, id]))
  for (const component of outline.components) {
    for (const { name, path } of mentions(component.keys['was'], [...component.path, 'was'])) {
      const owner = owners.get(name)
      if (owner === undefined) owners.set(name, component.id)
      else if (owner === name) report(path, ...stillThere(name, component.id))
      else report(path, `\`${name}\` stands under \`was\` of two components.`, `It is already claimed by \`${owner}\`.`)
    }
  }

  function unique(kind: string, items: Item[]): void {
    const seen = new Map<string, Item>()
    for (const item of items) {
      const earlier = seen.get(item.id)
      if (!earlier) {
        seen.set(item.id, item)
        continue
      }
      const line = source.valueAt([...earlier.path, 'id']).line
      const hint = `Expected an id of its own; the other one is in line ${line}.`
      report([...item.path, 'id'], `The id \`${item.id}\` belongs to another ${kind} already.`, hint)
    }
  }
}

function stillThere(name: string, owner: string): [string, string] {
  if (name === owner) return [`\`${name}\` is the id it has now.`, 'Expected an id that it had before.']
  return [
    `\`${name}\` is the id of a component that is still listed.`,
    `Expected an id that no component has any more: remove this line, or rename the component \`${name}\`.`,
  ]
}
