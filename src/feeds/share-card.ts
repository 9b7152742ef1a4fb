import { carriedLine, escaped } from './carried-text.ts'
import { cutTo, pixelWidth } from './text-width.ts'

export const cardSize = { width: 1200, height: 630 }

const margin = 96
const most = 3

/**
 * The picture that chat programs show beside a link, as SVG: the page's name and address, and no state at all. They keep
 * a picture for days; one that said "operational" would go on saying so.
 */
export function shareCard(name: string, address: string): string {
  const { width, height } = cardSize
  const text = carriedLine(name)
  const { lines, size } = fitted(text, width - 2 * margin)
  const middle = height / 2 - 65
  const rows = lines.map(
    (line, index) =>
      `<text x="${margin}" y="${Math.round(middle + (index - (lines.length - 1) / 2) * size * 1.2 + size * 0.35)}" font-size="${size}" font-weight="700" fill="#ffffff">${escaped(line)}</text>`,
  )
  // A beat along the bottom: bars that all have the same colour say nothing of any day.
  const bars = Array.from(
    { length: 60 },
    (_, index) => `<rect x="${margin + index * 16.9}" y="${height - 150}" width="11" height="42" rx="4"/>`,
  ).join('')
  const font = `font-family="'Noto Sans','DejaVu Sans','Liberation Sans','Noto Sans CJK SC','Noto Sans Arabic',sans-serif"`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="#17202b"/>
<g fill="#3d4b5c">${bars}</g>
<g ${font}>${rows.join('')}<text x="${margin}" y="${height - 52}" font-size="30" fill="#aeb9c7">${escaped(cutTo(carriedLine(address), (width - 2 * margin) * (11 / 30)))}</text></g>
</svg>
`
}

/** The largest letters in which the name stands in three lines at most. */
function fitted(text: string, width: number): { lines: string[]; size: number } {
  for (const size of [104, 84, 68, 54]) {
    const lines = wrapped(text, width, size)
    if (lines.length <= most) return { lines, size }
  }
  const lines = wrapped(text, width, 54)
  return { lines: [...lines.slice(0, most - 1), cutTo(lines.slice(most - 1).join(' '), widthAt(width, 54))], size: 54 }
}

/** `pixelWidth` speaks of 11 px; bold letters are a tenth wider. */
const widthAt = (width: number, size: number) => (width * 11) / size / 1.1

function wrapped(text: string, width: number, size: number): string[] {
  const room = widthAt(width, size)
  const words = Array.from(new Intl.Segmenter('und', { granularity: 'word' }).segment(text), ({ segment }) => segment)
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && pixelWidth((line + word).trimEnd()) > room) {
      lines.push(line.trim())
      line = ''
    }
    line += word
  }
  return [...lines, line.trim()].filter((one) => one !== '').map((one) => cutTo(one, room))
}
