import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml'

/** Where something stands in a value: `['components', 0, 'check', 'url']`. */
export type Path = readonly (string | number)[]

export interface Position {
  /** From 1. */
  line: number
  /** From 1, in characters. */
  column: number
}

/** A YAML file that could be read: its value, and where each part of it stands. */
export class Source {
  readonly file: string
  readonly value: unknown
  readonly #document: Document
  readonly #lines: LineCounter

  constructor(file: string, value: unknown, document: Document, lines: LineCounter) {
    this.file = file
    this.value = value
    this.#document = document
    this.#lines = lines
  }

  /** Where the value at `path` begins; the nearest thing around it when it is not there. */
  valueAt(path: Path): Position {
    const { node, owner } = this.#find(path)
    return this.#position((node ?? owner)?.range?.[0] ?? 0)
  }

  /** Where the key at the end of `path` stands; for a list entry, the entry. */
  keyAt(path: Path): Position {
    const { key } = this.#find(path)
    return key?.range ? this.#position(key.range[0]) : this.valueAt(path)
  }

  /** A scalar letter by letter as the file has it (`99.90`), without quotes; null for anything else. */
  writtenAt(path: Path): string | null {
    const { node } = this.#find(path)
    return isScalar(node) ? (node.source ?? null) : null
  }

  /** The value at `path`; undefined when there is none. */
  at(path: Path): unknown {
    let value = this.value
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
      value = (value as Record<string | number, unknown>)[step]
    }
    return value
  }

  #find(path: Path): { node: Node | null; owner: Node | null; key: Node | null } {
    let node = this.#document.contents as Node | null
    let owner: Node | null = null
    let key: Node | null = null
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.#document) ?? null
      if (!isMap(node) && !isSeq(node)) return { node: null, owner: node ?? owner, key: null }
      owner = node
      const pair = isMap(node) ? (node.items as Pair<Node, Node>[]).find((item) => nameOf(item.key) === step) : null
      key = pair?.key ?? null
      node = isSeq(node) ? ((node.items[Number(step)] as Node | undefined) ?? null) : (pair?.value ?? pair?.key ?? null)
      if (node === null) return { node, owner, key: null }
    }
    return { node, owner, key }
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
}

function nameOf(key: Node): string | null {
  return isScalar(key) ? String(key.value) : null
}
