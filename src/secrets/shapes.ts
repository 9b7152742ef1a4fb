/** A value as it may stand in a file, and in what writing. */
export interface Shape {
  /** How it is told to people; empty when it stands as it is. */
  writing: string
  bytes: Buffer
}

/** Every shape in which a value gets into pages, feeds, addresses, tables and headers. Each stands here once. */
export function shapesOf(value: string): Shape[] {
  const text = value.toWellFormed()
  const bytes = Buffer.from(text)
  const writings: [string, Iterable<string | Buffer>][] = [
    ['', [bytes]],
    ['', keyLines(text)],
    ['in lower case', [text.toLowerCase()]],
    ['as in HTML', inHtml(text)],
    ['as in JSON', inJson(text)],
    ['as in CSV', [text.replaceAll('"', '""')]],
    ['as in a URL', inUrl(text)],
    ['in base64', inBase64(bytes)],
    ['in hexadecimal', [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]],
  ]
  const found = new Map<string, Shape>()
  for (const [writing, forms] of writings) {
    for (const form of forms) {
      const shape = Buffer.from(form)
      const key = shape.toString('latin1')
      if (!found.has(key)) found.set(key, { writing, bytes: shape })
    }
  }
  return [...found.values()]
}

/** Of a key of several lines each long one: it may be cut or indented anywhere else. */
function keyLines(text: string): string[] {
  return text.split(/\s*\n\s*/).filter((line) => text.includes('\n') && /^[A-Za-z0-9+/=_-]{40,}$/.test(line))
}

function inHtml(text: string): string[] {
  const marks = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const closed = [marks, marks.replaceAll('>', '&gt;')]
  const quotes = ['"', '&quot;', '&#34;', '&#x22;']
  const singles = ["'", '&#39;', '&#x27;', '&#039;', '&apos;']
  return closed.flatMap((one) =>
    quotes.flatMap((quote) => singles.map((single) => one.replaceAll('"', quote).replaceAll("'", single))),
  )
}

function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const code = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  const ascii = plain.replaceAll(/[^\x20-\x7e]/g, code)
  return [plain, ascii].flatMap((one) => {
    const inScript = one.replaceAll(/[<>&]/g, code)
    return [one, one.replaceAll('/', '\\/'), one.replaceAll('<', code('<')), inScript, inScript.replaceAll('/', '\\/')]
  })
}

function inUrl(text: string): string[] {
  const part = encodeURIComponent(text)
  const strict = part.replaceAll(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  const forms = [part, strict, encodeURI(text), part.replaceAll('%20', '+'), strict.replaceAll('%20', '+')]
  const address = /^https?:/i.test(text) && URL.canParse(text) ? [new URL(text).href] : []
  return [...forms, ...address].flatMap((form) => [
    form,
    form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ])
}

/**
 * Base64 of anything that the value stands in: three letters hold three bytes' ends, so there are three writings of what
 * lies between, and the letters at the rim, which share their bits with a neighbour, are left out.
 */
function inBase64(bytes: Buffer): string[] {
  const letters = [0, 1, 2].map((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes])
    const whole = Math.floor((all.length * 8) / 6)
    return all.toString('base64').slice(Math.ceil((before * 8) / 6), whole)
  })
  return letters.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}
