import { parseDocument } from 'yaml'

/** The text of a post that strikes these outages, too. What else stands in it stays byte for byte where it can. */
export function strikeOut(text: string, outages: readonly string[]): string {
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const front = /^(\uFEFF?---[ \t]*(?:\r\n|\n|\r))([\s\S]*?)(^---[ \t]*(?:\r\n|\n|\r|$))/m.exec(text)
  if (front === null || front.index !== 0) return `---${end}${line(outages)}${end}---${end}${end}${text}`
  const [whole, open, header, close] = front as unknown as [string, string, string, string]
  const document = parseDocument(header)
  const already: unknown = document.get('false_alarm')
  if (already === undefined || already === null)
    return `${open}${header}${line(outages)}${end}${close}${text.slice(whole.length)}`
  const given = document.toJS() as { false_alarm: unknown }
  const before = [given.false_alarm].flat().filter((one): one is string => typeof one === 'string')
  const missing = outages.filter((id) => !before.includes(id))
  if (missing.length === 0) return text
  document.set('false_alarm', document.createNode([...before, ...missing], { flow: true }))
  const written = document.toString({ lineWidth: 0 }).replaceAll('\n', end)
  return `${open}${written}${close}${text.slice(whole.length)}`
}

function line(outages: readonly string[]): string {
  return `false_alarm: [${outages.join(', ')}]`
}
