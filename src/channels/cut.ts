const ellipsis = '…'

/** At most `most` UTF-16 units, the last an ellipsis where something was cut; never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  if (most <= ellipsis.length) return ellipsis.slice(0, most)
  const kept = text.slice(0, most - ellipsis.length)
  return `${kept.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}${ellipsis}`
}

/** The same by bytes of UTF-8. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text
  const room = most - Buffer.byteLength(ellipsis)
  // A character cut in the middle decodes to U+FFFD at the end.
  const kept = Buffer.from(text).subarray(0, Math.max(0, room)).toString('utf8')
  return `${kept.replace(/\uFFFD$/, '').trimEnd()}${ellipsis}`
}
