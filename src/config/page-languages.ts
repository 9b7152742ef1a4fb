/** The languages that the page's own words exist in; the files of src/site/locales/. */
const spoken = ['ar', 'de', 'en', 'es', 'fr', 'ja', 'ko', 'pt-BR', 'ru', 'tr', 'uk', 'zh-CN']

/** What is wrong with one of site.languages, and what to write; null when nothing is. */
export function languageMistake(tag: string): { message: string; hint: string; severity: 'error' | 'warning' } | null {
  // What is no tag by its letters is told where the value is read.
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) return null
  const canonical = canonicalTag(tag)
  if (canonical === null) {
    return { message: `\`${tag}\` is no language tag.`, hint: 'Expected one such as en or pt-BR.', severity: 'error' }
  }
  if (canonical !== tag) {
    return {
      message: `The language \`${tag}\` is written \`${canonical}\`.`,
      hint: `Expected:\n  ${canonical}`,
      severity: 'error',
    }
  }
  if (spoken.some((one) => isSpoken(one, tag))) return null
  return {
    message: `The page's own words are not there in \`${tag}\`; they will be in English.`,
    hint: `Expected one of ${spoken.join(', ')}, or a page in English whose names and posts are in \`${tag}\`.`,
    severity: 'warning',
  }
}

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}

function isSpoken(locale: string, tag: string): boolean {
  const [one, other] = [new Intl.Locale(locale).maximize(), new Intl.Locale(tag).maximize()]
  return one.language === other.language && one.script === other.script
}
