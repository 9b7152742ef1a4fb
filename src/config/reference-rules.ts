import { closest } from '../problem/problem.ts'
import type { Report } from './consistency.ts'
import { type Mention, mentions, type Outline } from './outline.ts'
import type { Path, Source } from './source.ts'

/** Every name leads to something, and nothing leads back to itself. */
export function referenceRules(outline: Outline, _source: Source, report: Report): void {
  const groups = outline.groups.map(({ id }) => id)
  const components = outline.components.map(({ id }) => id)
  const exists = (kind: string, known: string[], { name, path }: Mention) => {
    if (!known.includes(name)) report(path, `There is no ${kind} \`${name}\`.`, among(kind, name, known))
  }

  for (const component of outline.components) {
    const group = component.keys['group']
    if (typeof group === 'string') exists('group', groups, { name: group, path: [...component.path, 'group'] })
    for (const mention of mentions(component.keys['depends_on'], [...component.path, 'depends_on'])) {
      exists('component', components, mention)
    }
  }
  for (const channel of outline.channels) {
    for (const mention of mentions(channel.keys['components'], [...channel.path, 'components'])) {
      exists('component', components, mention)
    }
  }

  const needs = outline.components.map(({ id, path, keys }) => ({
    id,
    leads: mentions(keys['depends_on'], [...path, 'depends_on']),
  }))
  for (const { path, way } of cycles(needs)) {
    report(path, `${way} depends on itself.`, 'Expected a way that ends: remove one of these `depends_on`.')
  }

  const groupChecks = outline.checks.filter(({ keys }) => keys['type'] === 'group')
  const members = groupChecks.map(({ component, path, keys }) => ({
    id: component.id,
    leads: mentions(keys['members'], [...path, 'members']),
  }))
  for (const { leads } of members) for (const mention of leads) exists('component', components, mention)
  for (const { path, way } of cycles(members)) {
    report(path, `${way} is a member of itself.`, 'Expected members that are probed on their own.')
  }
  for (const { path, keys } of groupChecks) {
    const count = Array.isArray(keys['members']) ? keys['members'].length : 0
    if (typeof keys['at_least'] === 'number' && keys['at_least'] > count && count > 0) {
      const message = `\`at_least: ${keys['at_least']}\` can never be reached.`
      report(
        [...path, 'at_least'],
        message,
        `Expected at most ${count}: it has ${count} ${count === 1 ? 'member' : 'members'}.`,
      )
    }
  }
}

interface Node {
  id: string
  leads: Mention[]
}

/** Each ring once, at the mention that closes it. */
function cycles(nodes: Node[]): { path: Path; way: string }[] {
  const found: { path: Path; way: string }[] = []
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const done = new Set<string>()
  // A stack of its own: a chain of thousands must not be what ends the program.
  for (const start of nodes) {
    const trail: { node: Node; next: number }[] = done.has(start.id) ? [] : [{ node: start, next: 0 }]
    while (trail.length > 0) {
      const top = trail.at(-1)!
      const mention = top.node.leads[top.next]
      top.next += 1
      if (mention === undefined) {
        done.add(top.node.id)
        trail.pop()
        continue
      }
      const from = trail.findIndex(({ node }) => node.id === mention.name)
      const target = byId.get(mention.name)
      if (from !== -1) {
        const ring = [...trail.slice(from).map(({ node }) => node.id), mention.name]
        found.push({ path: mention.path, way: ring.map((id) => `\`${id}\``).join(' → ') })
      } else if (target && !done.has(target.id)) trail.push({ node: target, next: 0 })
    }
  }
  return found
}

function among(kind: string, name: string, known: string[]): string {
  const meant = closest(name, known)
  if (meant !== null) return `Did you mean \`${meant}\`?`
  if (known.length === 0) return `Expected the id of a ${kind}; this file has none.`
  const shown = known.slice(0, 12).join(', ')
  return `Expected the id of a ${kind}: ${shown}${known.length > 12 ? ' or another' : ''}.`
}
