/** Where a published page says otherwise than its public files. */
export interface Difference {
  /** File and place, as a person finds it: `api/uptime.json: components[api].windows.90d.uptime`. */
  where: string
  /** JSON; `nothing` where the page, or the recomputation, has none. */
  published: string
  recomputed: string
}

export interface Comparison {
  /** How many values were compared. */
  values: number
  differences: Difference[]
}

/** Compares two JSON values leaf by leaf. Things with an `id` are found by it, wherever they stand. */
export function compare(file: string, published: unknown, recomputed: unknown): Comparison {
  const comparison: Comparison = { values: 0, differences: [] }
  walk(file, '', published, recomputed, comparison)
  return comparison
}

function walk(file: string, path: string, published: unknown, recomputed: unknown, into: Comparison): void {
  const [ours, theirs] = [parts(recomputed), parts(published)]
  if (ours !== null && theirs !== null) {
    for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
      walk(file, `${path}${key}`, theirs.get(key), ours.get(key), into)
    }
    return
  }
  into.values += 1
  const [said, found] = [JSON.stringify(published), JSON.stringify(recomputed)]
  if (said === found) return
  const where = `${file}: ${path.replace(/^\./, '')}`
  into.differences.push({ where, published: short(said), recomputed: short(found) })
}

/** What a list or an object is made of, by how a person would name it; null for a single value. */
function parts(value: unknown): Map<string, unknown> | null {
  if (value === null || typeof value !== 'object') return null
  if (!Array.isArray(value)) return new Map(Object.entries(value).map(([key, each]) => [`.${key}`, each]))
  const names = value.map((each, index) => nameOf(each) ?? String(index))
  // Two of one name: only their places tell them apart.
  const unique = new Set(names).size === names.length
  return new Map(value.map((each, index) => [`[${unique ? names[index] : index}]`, each]))
}

function nameOf(value: unknown): string | null {
  const id = value !== null && typeof value === 'object' && 'id' in value ? value.id : null
  return typeof id === 'string' && /^[\p{L}\p{N}._-]{1,100}$/u.test(id) ? id : null
}

function short(text: string | undefined): string {
  if (text === undefined) return 'nothing'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
