// Verdana at 11 px, the font of badges: advance widths of U+0020 to U+007E, in tenths of a pixel.
const ascii = [
  39, 43, 51, 90, 70, 118, 80, 30, 50, 50, 70, 90, 40, 50, 40, 50, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 50, 50, 90,
  90, 90, 60, 110, 75, 75, 77, 85, 70, 63, 85, 83, 46, 50, 76, 61, 93, 82, 87, 66, 87, 76, 75, 68, 81, 75, 109, 75, 68,
  75, 50, 50, 50, 90, 70, 70, 66, 69, 57, 69, 66, 39, 69, 70, 30, 38, 65, 30, 107, 70, 67, 69, 69, 47, 57, 43, 70, 65,
  90, 65, 65, 58, 70, 50, 70, 90,
]

const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
const wide =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Yiii}\u3000-\u303f\u30fb-\u30fe\uff01-\uff60\uffe0-\uffe6]/u
const narrow = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Thai}\p{sc=Lao}]/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** About how many pixels a text takes at 11 px: nobody can measure a reader's font from here, in any script. */
export function pixelWidth(text: string): number {
  return signsOf(text).reduce((sum, sign) => sum + signWidth(sign), 0)
}

function signWidth(sign: string): number {
  const code = sign.codePointAt(0)!
  if (code >= 0x20 && code <= 0x7e) return ascii[code - 0x20]! / 10
  if (pictograph.test(sign)) return 14
  if (wide.test(sign)) return 11
  if (narrow.test(sign)) return 6
  return /^\p{M}|^\p{Cf}/u.test(sign) ? 0 : 7.2
}

/** How many cells of a terminal a text takes: East Asian signs and pictographs take two. */
export function cellWidth(text: string): number {
  return signsOf(text).reduce((sum, sign) => {
    if (pictograph.test(sign) || wide.test(sign)) return sum + 2
    return sum + (/^\p{M}|^\p{Cf}/u.test(sign) ? 0 : 1)
  }, 0)
}

/** Cut to a width, with an ellipsis; never within a letter. */
export function cutTo(text: string, most: number, widthOf: (text: string) => number = pixelWidth): string {
  if (widthOf(text) <= most) return text
  let width = widthOf('…')
  let kept = ''
  for (const sign of signsOf(text)) {
    width += widthOf(sign)
    if (width > most) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}

function signsOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}
