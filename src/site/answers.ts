/**
 * A JSON file of the site; indented, as people open them too and gzip does not mind. `<` is written as an escape: whatever
 * takes the file for a page finds no markup in it.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll('<', '\\u003c')}\n`
}

export function jsonAnswer(value: unknown): Response {
  return textAnswer(jsonText(value), 'application/json')
}

export function textAnswer(text: string, type: string): Response {
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } })
}
