/** Lists as a language writes them. */
export interface Lists {
  /** `A, B and C` */
  and: (items: readonly string[]) => string
  /** `A, B, C` */
  plain: (items: readonly string[]) => string
  /** What stands between them: `, `. */
  comma: string
}

export function listsOf(language: string): Lists {
  const and = new Intl.ListFormat(language, { type: 'conjunction' })
  // Chinese and Japanese write lists of units without a mark between them.
  const comma = /^(zh|ja)\b/.test(language) ? '、' : /^ar\b/.test(language) ? '، ' : ', '
  return { and: (items) => and.format(items), plain: (items) => items.join(comma), comma }
}
