/**
 * What a person wrote into a comment: one kind of line end, without what mail programs put below an answer (the quoted
 * message, the line above it, signatures). Code is left as it is.
 */
export function ownWords(body: string): string {
  const lines = body.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const kept: string[] = []
  let fence = ''
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (fence === '') {
      if (endsHere(lines, index)) break
      if (/^\s{0,3}>/.test(line)) continue
      fence = mark
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
    kept.push(line)
  }
  return kept.join('\n').trim()
}

const wrote = /\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|napisał|skrev)\b[^:]{0,80}:\s*$/
const writes = /^(On|Am|Le|El|Il|Op|Em|Den|W dniu)\s.{5,300}/

function endsHere(lines: readonly string[], index: number): boolean {
  const line = lines[index]!
  // A signature's own line, with the blank that keeps it apart from Markdown's.
  if (line === '-- ' || /^Sent from (my|Outlook|Mail)\b/.test(line) || /^Get Outlook for /.test(line)) return true
  if (/^-{3,}\s*Original Message\s*-{3,}$/i.test(line)) return true
  const next = lines[index + 1] ?? ''
  if (/^(_{20,}|)$/.test(line) && /^(From|Von|De): .+/.test(next) && isMailHead(lines[index + 2])) return true
  // `On Fri, 21 Nov 2026 at 03:02, Candor <...>` and `wrote:` may stand on two lines.
  for (const [text, after] of [
    [line, index + 1],
    [`${line} ${next}`, index + 2],
  ] as const) {
    if (writes.test(text) && wrote.test(text) && onlyQuotes(lines.slice(after))) return true
  }
  return false
}

function isMailHead(line: string | undefined): boolean {
  return /^(Sent|Date|To|Gesendet|Datum|An|Envoyé|À|Enviado|Para): .+/.test(line ?? '')
}

/** Nothing of the person's own is lost below: what follows begins as a quotation, or there is nothing. */
function onlyQuotes(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '')
  return first === undefined || /^\s{0,3}>/.test(first)
}
