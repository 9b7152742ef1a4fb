import type { Secret } from './secret.ts'
import { type Shape, shapesOf } from './shapes.ts'

/** Where a secret stands in some bytes. Never what it is. */
export interface Find {
  /** The variables that hold it. */
  names: string[]
  writing: string
  /** The first byte, and the one after the last. */
  start: number
  end: number
}

/** Looks for all secrets in all their shapes at once. */
export type Search = (bytes: Buffer) => Find[]

interface Needle extends Shape {
  names: string[]
}

/** Steps over as much as this at once. */
const longestStep = 200

/**
 * Wu and Manber's search (1994): pairs of bytes that stand in no needle are stepped over by the length of the shortest
 * one, so that a hundred shapes cost as much as one. Null when there is nothing to look for.
 */
export function searchFor(secrets: readonly Secret[]): Search | null {
  const needles = needlesOf(secrets)
  if (needles.length === 0) return null
  const reach = Math.min(longestStep, ...needles.map(({ bytes }) => bytes.length))
  const steps = new Uint8Array(65_536).fill(reach - 1)
  const ending = new Map<number, Needle[]>()
  for (const needle of needles) {
    for (let at = 0; at + 1 < reach; at += 1) {
      const pair = needle.bytes[at]! | (needle.bytes[at + 1]! << 8)
      steps[pair] = Math.min(steps[pair]!, reach - 2 - at)
      if (at === reach - 2) ending.set(pair, [...(ending.get(pair) ?? []), needle])
    }
  }
  return (bytes) => {
    const found: Find[] = []
    let at = reach - 2
    while (at + 1 < bytes.length) {
      const pair = bytes[at]! | (bytes[at + 1]! << 8)
      const step = steps[pair]!
      if (step > 0) {
        at += step
        continue
      }
      const start = at - (reach - 2)
      const hit = ending.get(pair)!.find((needle) => standsAt(needle.bytes, bytes, start))
      if (hit === undefined) at += 1
      else {
        const end = start + hit.bytes.length
        found.push({ names: hit.names, writing: hit.writing, start, end })
        at = end + reach - 2
      }
    }
    return found
  }
}

/** The longest first: of two that begin alike it is the one that is meant. */
function needlesOf(secrets: readonly Secret[]): Needle[] {
  const found = new Map<string, Needle>()
  for (const { name, value } of secrets) {
    for (const shape of shapesOf(value)) {
      const key = shape.bytes.toString('latin1')
      const known = found.get(key)
      if (known === undefined) found.set(key, { ...shape, names: [name] })
      else if (!known.names.includes(name)) known.names.push(name)
    }
  }
  return [...found.values()].sort((a, b) => b.bytes.length - a.bytes.length)
}

function standsAt(needle: Buffer, bytes: Buffer, start: number): boolean {
  return needle.compare(bytes, start, Math.min(bytes.length, start + needle.length)) === 0
}
