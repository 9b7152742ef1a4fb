/** The locale that speaks a language: `fr` for fr-CA, `pt-BR` for pt; null where none is written in its script. */
export function localeAmong(locales: readonly string[], tag: string): string | null {
  if (locales.includes(tag)) return tag
  const wanted = new Intl.Locale(tag).maximize()
  const speaks = (locale: string) => {
    const { language, script } = new Intl.Locale(locale).maximize()
    return language === wanted.language && script === wanted.script
  }
  return locales.find(speaks) ?? null
}
