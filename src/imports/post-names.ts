import { slugOf } from '../incidents/slug.ts'
import { unsafeId } from '../incidents/source.ts'
import type { FoundPost } from './haul.ts'

/** The file name of each post: its old name where that makes a good address, else one made from it; each once. */
export function postNames(posts: readonly FoundPost[]): Map<FoundPost, { id: string; was: string[] }> {
  const names = new Map<FoundPost, { id: string; was: string[] }>()
  const taken = new Set(posts.map(({ id }) => id).filter(isGood))
  for (const post of posts) {
    const former = post.was.filter((address) => address.startsWith('/'))
    if (isGood(post.id)) {
      names.set(post, { id: post.id, was: former })
      continue
    }
    const plain = post.id
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 100)
    const base = plain.length >= 2 ? plain : slugOf(post.title, post.kind)
    let id = base
    for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`
    taken.add(id)
    names.set(post, { id, was: [...(unsafeId(post.id) === null ? [post.id] : []), ...former] })
  }
  return names
}

function isGood(id: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,99}$/.test(id) && unsafeId(id) === null
}
