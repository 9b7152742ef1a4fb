import sanitize from 'sanitize-html'
import { markdownToHtml } from '../incidents/markdown.ts'
import { isPlainHtml } from './plain-html.ts'

/** Each text is shown on several pages and in several feeds. */
const known = new Map<string, string>()
const mostKnown = 50_000

/**
 * A person's Markdown as HTML that can do no harm: an allow list of plain text elements, links to http(s)
 * and mailto only, no attribute that scripts, styles or tracks. The only way text gets onto a page as HTML.
 */
export function safeHtml(markdown: string): string {
  const before = known.get(markdown)
  if (before !== undefined) return before
  const html = markdownToHtml(markdown).trim()
  const safe = isPlainHtml(html) ? html : cleaned(html)
  if (known.size < mostKnown) known.set(markdown, safe)
  return safe
}

/** What is not plain to see goes through a general cleaner. */
function cleaned(html: string): string {
  return sanitize(html, {
    allowedTags: [
      'p',
      'br',
      'hr',
      'em',
      'strong',
      'del',
      'code',
      'pre',
      'blockquote',
      'ul',
      'ol',
      'li',
      'h3',
      'h4',
      'h5',
      'h6',
      'a',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
    ],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    // A text's own headings stand below the page's.
    transformTags: {
      h1: 'h3',
      h2: 'h3',
      a: (tagName, attributes) => ({
        tagName,
        attribs: { ...(attributes['href'] ? { href: attributes['href'] } : {}), rel: 'nofollow noopener' },
      }),
    },
  }).trim()
}

/** Its first words without marks, for descriptions and lists. */
export function plainText(markdown: string, longest = 200): string {
  const html = safeHtml(markdown)
  const bare = html.replaceAll(/<[^<>]*>/g, '')
  // Signs that people wrote as entities (`&copy;`) are for the cleaner, which knows them all.
  const words = /&(?!lt;|gt;|quot;|amp;|#39;)/.test(bare)
    ? sanitize(html, { allowedTags: [], allowedAttributes: {} })
    : bare
  const text = words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (text.length <= longest) return text
  const letters = [...text]
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`
}
