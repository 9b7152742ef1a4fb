import { Failure } from '../problem/problem.ts'
import type { Find, Search } from './search.ts'

/** Something that is about to go out. */
export interface Outgoing {
  /** Its path, or what it is: `the commit's message`. */
  name: string
  bytes: Buffer
}

/** Every place where a secret stands in what is about to go out, as `file:line:col: ...`, without its value. */
export function placesIn(search: Search, { name, bytes }: Outgoing): string[] {
  const inName = search(Buffer.from(name))
  const shown = inName.length === 0 ? name : hidden(name, inName)
  return [
    ...inName.map((find) => `${shown}: the name of this file holds ${wordsFor(find)}.`),
    ...search(bytes).map((find) => `${shown}:${positionOf(bytes, find.start)}: here stands ${wordsFor(find)}.`),
  ]
}

function wordsFor({ names, writing }: Find): string {
  return `the value of ${names.join(' and ')}${writing === '' ? '' : ` (${writing})`}`
}

function hidden(name: string, finds: readonly Find[]): string {
  const bytes = Buffer.from(name)
  let text = ''
  let at = 0
  for (const { start, end } of finds) {
    text += `${bytes.toString('utf8', at, start)}***`
    at = end
  }
  return text + bytes.toString('utf8', at)
}

/** Line and column, from 1, the column in characters. */
function positionOf(bytes: Buffer, offset: number): string {
  let line = 1
  let begin = 0
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, begin)) {
    line += 1
    begin = at + 1
  }
  return `${line}:${[...bytes.toString('utf8', begin, offset)].length + 1}`
}

const mostPlaces = 10

/** The sentence that stops it. `what` was not done: `Nothing was published`. */
export function givenAway(what: string, places: readonly string[]): Failure {
  const shown = places.slice(0, mostPlaces).map((place) => `  ${place}`)
  if (places.length > mostPlaces) shown.push(`  ... and in ${places.length - mostPlaces} more places.`)
  return new Failure(
    [
      `${what}: it would give away a secret.`,
      ...shown,
      '  Take it out there and try again. If anybody can have seen it, replace it where it was issued.',
      '  If it is no secret, write it into components.yml as it is, and not as ${NAME}.',
    ].join('\n'),
    { exitCode: 1 },
  )
}
