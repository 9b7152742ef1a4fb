/**
 * A short id out of a title: small letters, digits and hyphens. Letters of other scripts have no plain spelling that
 * we could be sure of, so a title of which little is left gives `fallback` and a number made from the whole title.
 */
export function slugOf(title: string, fallback = 'incident'): string {
  const plain = title
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[æÆ]/g, 'ae')
    .replaceAll(/[łŁ]/g, 'l')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
  const slug = cutAtWord(plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, ''), 50)
  const letters = plain.replaceAll(/[^\p{L}\p{N}]/gu, '').length
  const kept = slug.replaceAll('-', '').length
  if (kept >= 2 && kept * 2 >= Math.min(letters, 50)) return slug
  return `${kept >= 2 ? slug : fallback}-${fingerprint(title)}`
}

function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length + 1)
  return cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : text.slice(0, length)
}

/** FNV-1a: the same title always gives the same four letters and digits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(36).padStart(4, '0').slice(-4)
}
