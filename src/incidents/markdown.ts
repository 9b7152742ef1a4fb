import { Marked, type RendererObject, type Tokens } from 'marked'

/**
 * Markdown of people nobody vouches for, as HTML that holds nothing but ours: raw HTML is shown as it was typed,
 * links lead to http(s) and mailto only, images become links, headings begin at level 3 (the page has 1 and 2).
 * The site cleans the result once more: two walls, because it is shown to everybody during an outage.
 */
export function markdownToHtml(text: string): string {
  return render(html, text) ?? `<pre>${escapeAll(text)}</pre>\n`
}

/** The HTML of a renderer; null when the text is nested so deeply that no person wrote it. */
function render(marked: Marked, text: string): string | null {
  try {
    return marked.parse(text, { async: false })
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && /infinite loop/i.test(error.message))) return null
    throw error
  }
}

/** Every sign that means something in HTML; an entity that is already one stays as it is. */
function escapeAll(text: string): string {
  return escapeSigns(text.replaceAll('&', '&amp;'))
}

function escapeOutsideEntities(text: string): string {
  return escapeSigns(text.replaceAll(/&(?!(#\d{1,7}|#[Xx][\dA-Fa-f]{1,6}|\w+);)/g, '&amp;'))
}

function escapeSigns(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** The address as it may stand in an attribute, or null when it leads anywhere else than to the web or to a mailbox. */
function safeAddress(href: string): string | null {
  const address = href.trim()
  // The scheme must be there in plain letters: entities and escapes cannot turn it into another one.
  if (!/^(https?:\/\/[^\s/]|mailto:[^\s])/i.test(address) || /[\p{Cc}\s<>"'`\\]/u.test(address)) return null
  return URL.canParse(address) ? escapeOutsideEntities(address) : null
}

const renderer: RendererObject = {
  html({ text, block }: Tokens.HTML | Tokens.Tag) {
    return block ? `<p>${escapeAll(text.trim())}</p>\n` : escapeAll(text)
  },
  text(token: Tokens.Text | Tokens.Escape) {
    if ('tokens' in token && token.tokens !== undefined) return this.parser.parseInline(token.tokens)
    return escapeOutsideEntities(token.text)
  },
  link({ href, tokens }: Tokens.Link) {
    const words = this.parser.parseInline(tokens)
    const address = safeAddress(href)
    return address === null ? words : `<a href="${address}" rel="nofollow noopener">${words}</a>`
  },
  image({ href, text }: Tokens.Image) {
    const address = safeAddress(href)
    const words = escapeOutsideEntities(text === '' ? 'image' : text)
    return address === null ? words : `<a href="${address}" rel="nofollow noopener">${words}</a>`
  },
  heading({ tokens, depth }: Tokens.Heading) {
    const level = Math.min(6, Math.max(3, depth + 1))
    return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`
  },
  code({ text }: Tokens.Code) {
    return `<pre><code>${escapeAll(text)}\n</code></pre>\n`
  },
  codespan({ text }: Tokens.Codespan) {
    return `<code>${escapeAll(text)}</code>`
  },
  checkbox({ checked }: Tokens.Checkbox) {
    return checked ? '☑ ' : '☐ '
  },
}

const html = new Marked({ gfm: true, renderer })

export { markdownToText } from './markdown-text.ts'
