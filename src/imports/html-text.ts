const blocks = /^(p|div|ul|ol|li|h[1-6]|pre|blockquote|table|tr|br|hr)$/
const marks: Record<string, string> = { strong: '**', b: '**', em: '_', i: '_', code: '`' }
const known = /<\/?(p|div|ul|ol|li|h[1-6]|pre|blockquote|table|tr|td|br|hr|strong|b|em|i|code|a|small|span|u)\b[^>]*>/i
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
}

/** Whether a body was written in HTML rather than in Markdown with a `<` in it. */
export function isHtml(text: string): boolean {
  return known.test(text)
}

/**
 * HTML of an incident as Markdown: paragraphs, lists, bold, links. Tags that are not of that kind are dropped and their
 * text stays; what scripts and styles hold is no text. Nothing is trusted here: the page escapes what is left.
 */
export function textOfHtml(html: string): string {
  const tokens = html
    .replaceAll(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .split(/(<\/?[a-z][^<>]*>)/i)
  let text = ''
  const links: string[] = []
  const lists: { ordered: boolean; count: number }[] = []
  for (const token of tokens) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)([^<>]*)>$/i.exec(token)
    if (tag === null) {
      text += decodeEntities(token.replaceAll(/\s+/g, ' '))
      continue
    }
    const closing = tag[1] === '/'
    const name = tag[2]!.toLowerCase()
    if (name in marks) text += marks[name]
    else if (name === 'a') text += closing ? linkEnd(links.pop()) : linkBegin(tag[3]!, links)
    else if (name === 'ul' || name === 'ol') {
      if (closing) lists.pop()
      else lists.push({ ordered: name === 'ol', count: 0 })
      text += lists.length === 0 || (!closing && lists.length === 1) ? '\n\n' : '\n'
    } else if (name === 'li') text += closing ? '' : item(lists)
    else if (/^h[1-6]$/.test(name)) text += closing ? '\n\n' : '\n\n### '
    else if (name === 'br') text += '  \n'
    else if (blocks.test(name)) text += '\n\n'
  }
  return text
    .split('\n')
    .map((line) => line.replace(/^ +(?=\S)(?![-\d])/, '').replace(/^\s+$/, ''))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/ +\n(?=\n|$)/g, '\n')
    .trim()
}

function item(lists: { ordered: boolean; count: number }[]): string {
  const list = lists.at(-1)
  if (list === undefined) return '\n- '
  list.count += 1
  return `\n${'  '.repeat(lists.length - 1)}${list.ordered ? `${list.count}.` : '-'} `
}

function linkBegin(attributes: string, links: string[]): string {
  const match = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)
  const address = decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '')
  const safe = /^(https?:\/\/|mailto:)[^\s<>()]+$/i.test(address) ? address : ''
  links.push(safe)
  return safe === '' ? '' : '['
}

function linkEnd(address: string | undefined): string {
  return address === undefined || address === '' ? '' : `](${address})`
}

export function decodeEntities(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}
