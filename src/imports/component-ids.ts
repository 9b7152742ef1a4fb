import type { Config } from '../config/config.ts'
import { slugOf } from '../incidents/slug.ts'
import type { FoundComponent } from './haul.ts'

/** Which component each found one is here. */
export interface ComponentIds {
  /** The id of the component that a word of the other page means; null: it is none of ours. */
  idOf: (key: string) => string | null
  /** Those that components.yml has not got yet, with the id they would get. */
  added: { id: string; found: FoundComponent }[]
}

const fold = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, ' ')

/** `config` is the components.yml that is there: what it knows by id, former id or name is that component. */
export function componentIds(found: readonly FoundComponent[], config: Config | null): ComponentIds {
  const known = new Map<string, string>()
  const learn = (key: string, id: string) => {
    if (!known.has(key)) known.set(key, id)
    if (!known.has(fold(key))) known.set(fold(key), id)
  }
  const taken = new Set<string>()
  for (const { id, was } of config?.components ?? []) for (const name of [id, ...was]) taken.add(name)
  for (const { id } of config?.components ?? []) learn(id, id)
  for (const { id, was } of config?.components ?? []) for (const name of was) learn(name, id)
  const names = (config?.components ?? []).flatMap(({ id, name }) =>
    allWords(name).map((text) => [fold(text), id] as const),
  )
  // A name that two have (one in each group) means neither.
  for (const [name, id] of names) if (names.filter(([other]) => other === name).length === 1) learn(name, id)

  const added: ComponentIds['added'] = []
  for (const component of found) {
    const former = component.was.filter((name) => !name.startsWith('/'))
    const isAlone = found.filter(({ name }) => fold(name) === fold(component.name)).length === 1
    // Of several with one name, each in its group, the name alone tells nothing.
    const byName = isAlone ? [component.name, ...(config === null ? [] : [slugOf(component.name, 'component')])] : []
    const same = [component.id, ...former, ...component.keys, ...byName]
      .map((key) => (key === null ? undefined : (known.get(key) ?? known.get(fold(key)))))
      .find((id) => id !== undefined)
    const isNew = same === undefined || (config === null && component.listed)
    const id = isNew ? freeId(component, taken) : same
    if (isNew) {
      taken.add(id)
      added.push({ id, found: component })
    }
    for (const key of [...former, ...component.keys]) learn(key, id)
    if (isAlone) learn(component.name, id)
  }
  return { idOf: (key) => known.get(key) ?? known.get(fold(key)) ?? null, added }
}

function allWords(name: Config['components'][number]['name']): string[] {
  return typeof name === 'string' ? [name] : Object.values(name)
}

/** From its own id, its name, its group and name, or those with a number: the first that is free. */
function freeId({ id, name, group }: FoundComponent, taken: ReadonlySet<string>): string {
  const plain = slugOf(name, 'component')
  const long = group === null ? plain : `${slugOf(group, 'group')}-${plain}`.slice(0, 60).replace(/-+$/, '')
  const isFree = (text: string | null): text is string =>
    text !== null && /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text) && !/^v[46]$/.test(text) && !taken.has(text)
  const free = [id, plain, long].find(isFree)
  if (free !== undefined) return free
  for (let count = 2; ; count += 1) if (isFree(`${long}-${count}`)) return `${long}-${count}`
}
