import type { StatusNow } from '../status/snapshot.ts'
import { carriedLine, escaped } from './carried-text.ts'
import { cutTo, pixelWidth } from './text-width.ts'

/** What a badge says. White text stands on `colour` with a contrast of 4.5 to 1 and more. */
export interface Badge {
  label: string
  message: string
  colour: string
}

export const badgeColours = {
  operational: '#2a7a34',
  degraded_performance: '#86620a',
  partial_outage: '#b0480f',
  major_outage: '#b42323',
  under_maintenance: '#2563b0',
  unknown: '#5e6672',
} satisfies Record<StatusNow, string>

const ground = '#3b424c'
const longest = 260
const padding = 6

/** A badge as an image of its own: 20 px high, as wide as its words. The words are its title, for those who do not see it. */
export function badgeSvg(badge: Badge): string {
  const [label, message] = [badge.label, badge.message].map((text) => cutTo(carriedLine(text), longest)) as [
    string,
    string,
  ]
  const [left, right] = [label, message].map((text) => Math.max(1, Math.round(pixelWidth(text)))) as [number, number]
  const [split, width] = [left + 2 * padding, left + right + 4 * padding]
  const title = escaped(`${carriedLine(badge.label)}: ${carriedLine(badge.message)}`)
  // textLength holds the words within their ground whatever font the reader has.
  const text = (words: string, x: number, length: number) =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${split}" height="20" fill="${ground}"/><rect x="${split}" width="${width - split}" height="20" fill="${badge.colour}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="11">${text(label, padding + left / 2, left)}${text(message, split + padding + right / 2, right)}</g>
</svg>
`
}

/** The same for https://shields.io/badges/endpoint-badge. */
export function shieldsBadge({ label, message, colour }: Badge) {
  // It refuses an empty message.
  return {
    schemaVersion: 1,
    label: carriedLine(label),
    message: carriedLine(message) || '-',
    color: colour,
    cacheSeconds: 300,
  }
}
