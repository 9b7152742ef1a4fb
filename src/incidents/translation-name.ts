/** What a file translates: `2026-11-21-api.de.md` is the German of 2026-11-21-api.md. */
export interface TranslationName {
  of: string
  language: string
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/**
 * Whether a file (its name without `.md`) is a translation, by the names of all. One that translates nothing there is
 * is still none of its own, where its ending is a language's: it must not be told as a second incident.
 */
export function translationName(name: string, names: ReadonlySet<string>): TranslationName | null {
  const match = /^(.+)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(name)
  if (match === null) return null
  const [, of, language] = match as unknown as [string, string, string]
  const [plain] = language.split('-') as [string]
  if (names.has(of) || (plain.length === 2 && languages.of(plain) !== undefined)) return { of, language }
  return null
}
