import { directionOf } from '../words/direction.ts'
import { localeFor } from './words.ts'

/** The site in one language. */
export interface Edition {
  /** As `site.languages` writes it: names are looked up and pages are addressed by it. */
  tag: string
  /** Of the page's own words, dates and numbers: the tag, or English where no locale speaks that language. */
  language: string
  direction: 'ltr' | 'rtl'
  /** First part of the pages' paths; none for the site's first language. */
  prefix: string | undefined
  /** What its readers call it: `Deutsch`. */
  name: string
}

export function editionsOf(tags: string[]): Edition[] {
  return tags.map((tag, index) => {
    const language = localeFor(tag) === null ? 'en' : tag
    return {
      tag,
      language,
      direction: directionOf(language),
      prefix: index === 0 ? undefined : tag,
      name: ownName(tag),
    }
  })
}

/** With a capital, as it stands alone: `Français`. */
function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
