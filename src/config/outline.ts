import type { Path, Source } from './source.ts'

/** A map of the file that has an id, with its place; keys are as written and may be of any type. */
export interface Item {
  id: string
  path: Path
  keys: Record<string, unknown>
}

/** A name that stands at `path`. */
export interface Mention {
  name: string
  path: Path
}

/**
 * What the file holds as far as it can be told, mistakes and all: so that a typo in one line
 * hides nothing that is wrong between others.
 */
export interface Outline {
  groups: Item[]
  components: Item[]
  channels: Item[]
  /** Every `check:`, and `defaults:`, which has the same keys. */
  checks: { path: Path; keys: Record<string, unknown>; component: Item }[]
  defaults: Record<string, unknown>
  secrets: string[]
  languages: string[]
}

export function outlineOf(source: Source): Outline {
  const components = items(source, 'components')
  return {
    groups: items(source, 'groups'),
    components,
    channels: items(source, 'notify'),
    checks: components.flatMap((component) => {
      const keys = component.keys['check']
      return isMap(keys) ? [{ path: [...component.path, 'check'], keys, component }] : []
    }),
    defaults: asMap(source.at(['defaults'])),
    secrets: mentions(source.at(['secrets']), []).map(({ name }) => name),
    languages: mentions(source.at(['site', 'languages']), []).map(({ name }) => name),
  }
}

/** The texts of a list, with their places; anything else in it is somebody else's problem. */
export function mentions(list: unknown, path: Path): Mention[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((name, index) => (typeof name === 'string' ? [{ name, path: [...path, index] }] : []))
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asMap(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {}
}

function items(source: Source, list: string): Item[] {
  const found = source.at([list])
  if (!Array.isArray(found)) return []
  return found.flatMap((keys, index) =>
    isMap(keys) && typeof keys['id'] === 'string' ? [{ id: keys['id'], path: [list, index], keys }] : [],
  )
}
