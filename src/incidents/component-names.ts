import { closest } from '../problem/problem.ts'
import type { Complaints } from './complaints.ts'

export interface KnownComponent {
  id: string
  was: string[]
}

/** Finds which component a written name means; remembers the names that mean none until the post is read. */
export class ComponentNames {
  readonly #anyName: boolean
  readonly #ids: string[]
  readonly #now: Map<string, string>
  readonly #complaints: Complaints
  readonly #unlisted: { name: string; line: number; column: number }[] = []

  constructor(known: readonly KnownComponent[] | null, complaints: Complaints) {
    const components = known ?? []
    this.#anyName = known === null
    this.#ids = components.map(({ id }) => id)
    this.#now = new Map(components.flatMap(({ id, was }) => was.map((old) => [old, id] as const)))
    for (const id of this.#ids) this.#now.set(id, id)
    this.#complaints = complaints
  }

  /** The id it has now. A name that is no component's stays as it was written. */
  resolve(name: string, line: number, column: number): string {
    const id = this.#now.get(name)
    if (id !== undefined) return id
    if (this.#anyName) return name
    const meant = closest(name, this.#ids)
    if (meant === null) this.#unlisted.push({ name, line, column })
    else {
      const right = this.#complaints.corrected(line, column, name, meant)
      this.#complaints.error(line, column, `\`${name}\` is no component.`, `Did you mean \`${meant}\`?`, right)
    }
    return name
  }

  /** While a post is open a name nobody knows is a mistake; afterwards it is a component that is gone. */
  complainOfUnlisted(open: boolean): void {
    for (const { name, line, column } of this.#unlisted) {
      const message = `\`${name}\` is no component.`
      const list =
        this.#ids.length === 0
          ? 'components.yml lists none'
          : `one of ${this.#ids.slice(0, 12).join(', ')}${this.#ids.length > 12 ? ', ...' : ''}`
      if (open) this.#complaints.error(line, column, message, `Expected ${list}.`)
      else
        this.#complaints.warning(line, column, message, 'It is shown as text, as a component that is no longer listed.')
    }
  }
}
