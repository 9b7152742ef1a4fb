import { plainText } from '../../feeds/safe-html.ts'
import type { Entry, EntryUpdate } from '../../status/snapshot.ts'
import { inLanguageOf, isSameLanguage } from '../../words/same-language.ts'
import type { Site } from '../site.ts'
import { madeSentence, madeTitle } from './made-words.ts'

/** People's words as a page of one language shows them. */
export interface Told {
  text: string
  /** For `lang=`, where it is not the page's own. */
  lang: string | undefined
}

/** The title: translated, made by us, or as it was written. */
export function titleIn(entry: Entry, site: Site): Told {
  if (entry.automatic) return { text: madeTitle(entry, site), lang: undefined }
  return pick(entry.title, entry.titles, entry.language, site)
}

/** The text of an update that a person wrote; Markdown. */
export function bodyIn(entry: Entry, update: EntryUpdate, site: Site): Told {
  return pick(update.body, update.translations, update.language ?? entry.language, site)
}

/** The text of any update in one line, for lists and descriptions. */
export function lineIn(entry: Entry, update: EntryUpdate, site: Site, length?: number): Told {
  if (update.made !== undefined) {
    const { text, values, at } = madeSentence(entry, update, update.made, site)
    return { text: site.t(text, { ...values, time: site.times.show(at, 'time') }), lang: undefined }
  }
  const { text, lang } = bodyIn(entry, update, site)
  return { text: plainText(text, length), lang }
}

function pick(
  text: string,
  translations: Record<string, string> | undefined,
  written: string | null,
  site: Site,
): Told {
  const language = written ?? site.snapshot.config.site.languages[0]
  const translated = isSameLanguage(language, site.tag) ? undefined : inLanguageOf(translations, site.tag)
  if (translated !== undefined) return { text: translated, lang: langIn(site.tag, site) }
  return { text, lang: langIn(language, site) }
}

const langIn = (language: string, site: Site) => (isSameLanguage(language, site.language) ? undefined : language)
