import { type Words, wordsIn } from '../config/scalars.ts'
import { type Edition, editionsOf } from './editions.ts'
import { linksOf } from './links.ts'
import { listsOf } from './lists.ts'
import { shared } from './material.ts'
import { numbersOf } from './numbers.ts'
import { timesOf } from './times.ts'
import { type Say, wordsOf } from './words.ts'

const { languages, timezone, name } = shared.snapshot.config.site

/** The site in each of its languages, the first one (which has no prefix) first. */
export const editions: Edition[] = editionsOf(languages)

function makeSite(edition: Edition, t: Say) {
  const say = (words: Words) => wordsIn(words, edition.tag, languages[0])
  return {
    ...shared,
    ...edition,
    t,
    times: timesOf(edition.language, timezone),
    numbers: numbersOf(edition.language),
    lists: listsOf(edition.language),
    /** What languages are called in this one. */
    languageNames: new Intl.DisplayNames([edition.language], { type: 'language' }),
    /** To pages of this language, and to the files that all languages share. */
    links: linksOf(shared.address, edition.prefix),
    /** A name or description in the page's language. */
    say,
    name: say(name),
    componentNames: new Map(shared.components.map((one) => [one.component.id, say(one.component.name)])),
  }
}

/** What a page of one language is made of. */
export type Site = ReturnType<typeof makeSite>

// Once a build for each language: formatters and names cost more than a page.
const sites = new Map(
  await Promise.all(
    editions.map(async (edition) => [edition.prefix, makeSite(edition, await wordsOf(edition.language))] as const),
  ),
)

/** Of machines' files, which exist once, in the site's first language. */
export const firstSite: Site = sites.get(undefined)!

/** Of a language by its prefix. */
export const siteWith = (prefix: string | undefined): Site => sites.get(prefix)!

/** Of the page that is being made: `siteOf(Astro)` in any page or component. */
export function siteOf(astro: { params: Record<string, string | undefined> }): Site {
  return sites.get(astro.params['lang']) ?? firstSite
}

interface Path<Props> {
  params?: Record<string, string>
  props?: Props
}

/** For `getStaticPaths` below `pages/[...lang]/`: each of the pages in each of the languages. */
export function inEachLanguage<Props extends Record<string, unknown>>(paths: Path<Props>[] = [{}]) {
  return editions.flatMap(({ prefix }) =>
    paths.map(({ params = {}, props }) => ({ params: { ...params, lang: prefix }, props })),
  )
}
