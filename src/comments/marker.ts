/**
 * What a GitHub issue of ours is about, as a hidden line of its body: the page's issues are known by it, however people
 * rename them. Whoever reads it asks first who wrote the issue: a stranger may copy the line.
 */
export interface Marker {
  kind: 'outage' | 'incident'
  /** Of the outage (of a group its first), or of the incident: the file's name without `.md`. */
  id: string
}

/** `<!-- candor:outage:api-20261121T100503Z -->`. An incident's id is a file name of people: what is not plain is escaped. */
export function formatMarker({ kind, id }: Marker): string {
  // Two hyphens would end the comment in some readers.
  return `<!-- candor:${kind}:${encodeURIComponent(id).replaceAll('--', '-%2D')} -->`
}

const line = /^<!-- candor:(outage|incident):([\w.%~!*'()-]{1,1000}) -->$/

/** The marker of an issue's body: alone on its line, outside quotes. Null when there is none, or more than one thing. */
export function readMarker(body: string): Marker | null {
  const found = body.split(/\r\n|\n|\r/).flatMap((text) => {
    const match = line.exec(text.trimEnd())
    return match === null ? [] : [{ kind: match[1] as Marker['kind'], id: decoded(match[2]!) }]
  })
  const [first] = found
  if (first === undefined || first.id === null) return null
  const same = found.every(({ kind, id }) => kind === first.kind && id === first.id)
  return same ? { kind: first.kind, id: first.id } : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
