/**
 * Text as a feed, a calendar, an image or a terminal can carry it. XML 1.0 has no way to write most control characters,
 * not even escaped: one would break the whole feed. Signs that turn the direction of what follows (U+202A-E, U+2066-9)
 * go too: in one line with words of ours they would turn those as well. Marks of direction (U+200E, U+200F) stay.
 */
export function carried(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(
      /[^\t\n\u{20}-\u{7e}\u{a0}-\u{2029}\u{202f}-\u{2065}\u{206a}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
      '',
    )
}

/** The same in one line, for titles and names. */
export function carriedLine(text: string): string {
  return carried(text)
    .replaceAll(/[\s\u2028\u2029]+/gu, ' ')
    .trim()
}

/** Every sign that means something in HTML or XML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
