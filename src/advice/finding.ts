/**
 * What an examination of a page's set-up finds. `note`: it works, and is worth knowing. `unseen`: it could not be looked
 * at, which is neither good nor bad.
 */
export interface Finding {
  state: 'good' | 'note' | 'problem' | 'unseen'
  /** One sentence or two, on one line. */
  line: string
}

export const good = (line: string): Finding => ({ state: 'good', line })
export const noted = (line: string): Finding => ({ state: 'note', line })
export const problem = (line: string): Finding => ({ state: 'problem', line })
export const unseen = (line: string): Finding => ({ state: 'unseen', line })

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
