import { Lexer, type Token, type Tokens } from 'marked'

/** Markdown as plain text for the API, feeds and messages: its words, its lists, and where its links lead. */
export function markdownToText(text: string): string {
  try {
    return blocks(new Lexer({ gfm: true }).lex(text)).trim()
  } catch (error) {
    // Nested deeper than any person writes: as it was typed it is still readable.
    if (error instanceof RangeError || (error instanceof Error && /infinite loop/i.test(error.message)))
      return text.trim()
    throw error
  }
}

function blocks(tokens: readonly Token[]): string {
  return tokens
    .filter(({ type }) => type !== 'space' && type !== 'def')
    .map((token) => block(token))
    .filter((part) => part !== '')
    .join('\n\n')
}

function block(token: Token): string {
  switch (token.type) {
    case 'list': {
      const { items, ordered, start } = token as Tokens.List
      return items
        .map((item, index) => {
          const box = item.task ? `[${item.checked ? 'x' : ' '}] ` : ''
          const mark = `${ordered ? `${Number(start || 1) + index}.` : '-'} ${box}`
          return (
            mark +
            item.tokens
              .map(block)
              .filter((part) => part !== '')
              .join('\n')
              .replaceAll('\n', '\n  ')
          )
        })
        .join('\n')
    }
    case 'blockquote':
      return blocks((token as Tokens.Blockquote).tokens).replaceAll(/^/gm, '> ')
    case 'table': {
      const { header, rows } = token as Tokens.Table
      return [header, ...rows].map((row) => row.map((cell) => inline(cell.tokens)).join(' | ')).join('\n')
    }
    case 'code':
      return (token as Tokens.Code).text
    case 'hr':
      return '---'
    case 'html':
      return (token as Tokens.HTML).text.trim()
    case 'checkbox':
      return ''
    default:
      return 'tokens' in token && token.tokens !== undefined
        ? inline(token.tokens)
        : decode('text' in token ? String(token.text) : '')
  }
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(word).join('')
}

function word(token: Token): string {
  switch (token.type) {
    case 'br':
      return '\n'
    case 'codespan':
    case 'html':
      return (token as Tokens.Codespan).text
    case 'link': {
      const { href, tokens } = token as Tokens.Link
      const text = inline(tokens)
      const shown = text === href || `mailto:${text}` === href || !/^(https?:\/\/|mailto:)/i.test(href)
      return shown ? text : `${text} (${href})`
    }
    case 'image':
      return decode((token as Tokens.Image).text)
    default:
      return 'tokens' in token && token.tokens !== undefined
        ? inline(token.tokens)
        : decode('text' in token ? String(token.text) : '')
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

/** The entities that people type; others stay as they were typed. */
function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole
  })
}
