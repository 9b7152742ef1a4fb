import { noBrand, type OwnPage } from '../config/brand.ts'
import { shared } from './material.ts'
import { brandCss } from './view/brand-css.ts'

/** The owner's look: settings of `site.brand`, and the files that they name as they lie in the site. */
function brandOf() {
  const { brand } = shared
  const settings = shared.snapshot.config.site.brand ?? noBrand
  return {
    settings,
    logo: brand.logo === null ? null : { light: brand.logo.light.path, dark: brand.logo.dark?.path ?? null },
    favicon: brand.favicon?.path ?? null,
    /** After Candor's own style, the owner's last word last. */
    styles: [brandCss(settings), brand.style].filter((css) => css !== ''),
  }
}

export const brand = brandOf()

/** Files to be written beside the pages. */
export const brandFiles = [shared.brand.logo?.light, shared.brand.logo?.dark, shared.brand.favicon].flatMap(
  (file) => file ?? [],
)

/** The names of all own pages: each exists in every language. */
export const ownPageNames: string[] = [...new Set(shared.brand.pages.map(({ name }) => name))]

/** In a language, or else as the owner first wrote them. */
export function ownPages(tag: string): OwnPage[] {
  return ownPageNames.map((name) => {
    const all = shared.brand.pages.filter((page) => page.name === name)
    return all.find(({ language }) => language === tag) ?? all.find(({ language }) => language === null) ?? all[0]!
  })
}
