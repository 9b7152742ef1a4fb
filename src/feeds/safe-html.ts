import sanitize from 'sanitize-html'
import { markdownToHtml } from '../incidents/markdown.ts'

/**
 * A person's Markdown as HTML that can do no harm: an allow list of plain text elements, links to http(s)
 * and mailto only, no attribute that scripts, styles or tracks. The only way text gets onto a page as HTML.
 */
export function safeHtml(markdown: string): string {
  return sanitize(markdownToHtml(markdown), {
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
  const text = sanitize(markdownToHtml(markdown), { allowedTags: [], allowedAttributes: {} })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const letters = [...text]
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`
}
