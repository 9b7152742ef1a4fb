/** A JSON file of the site; indented, as people open them too and gzip does not mind. */
export function jsonAnswer(value: unknown): Response {
  return new Response(`${JSON.stringify(value, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}

export function textAnswer(text: string, type: string): Response {
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } })
}
