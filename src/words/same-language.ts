/** Whether two tags are one language to a reader: `pt` and `pt-BR` are, `zh-CN` and `zh-TW` are not. */
export function isSameLanguage(one: string, other: string): boolean {
  return one === other || scriptOf(one) === scriptOf(other)
}

/** The text of a language, if somebody wrote one in it. */
export function inLanguageOf<T>(texts: Record<string, T> | undefined, tag: string): T | undefined {
  if (texts === undefined) return undefined
  const found = tag in texts ? tag : Object.keys(texts).find((one) => isSameLanguage(one, tag))
  return found === undefined ? undefined : texts[found]
}

const scripts = new Map<string, string>()

/** `pt-Latn`: every text of every page asks. */
function scriptOf(tag: string): string {
  const known = scripts.get(tag)
  if (known !== undefined) return known
  const { language, script } = new Intl.Locale(tag).maximize()
  const found = `${language}-${script}`
  scripts.set(tag, found)
  return found
}
