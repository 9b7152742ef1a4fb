import type { Words } from './scalars.ts'

/** A colour in each theme; `dark` null: made of `light` so that it can be read. */
export interface Shades {
  light: string
  dark: string | null
}

/** The states that have a colour of their own. */
export const stateNames = ['operational', 'degraded', 'partial', 'major', 'maintenance'] as const
export type StateName = (typeof stateNames)[number]

/** `site.brand`: how the page looks, as the rest of Candor sees it. Paths are those of the repository. */
export interface Brand {
  logo: { light: string; dark: string | null } | null
  favicon: string | null
  theme: 'auto' | 'light' | 'dark'
  accent: Shades | null
  colours: Partial<Record<StateName, Shades>>
  /** A style sheet of the owner's. */
  style: string | null
  links: { text: Words; url: string }[]
  header: Words | null
  footer: Words | null
  /** Others from whom pictures may come. */
  origins: string[]
}

export const noBrand: Brand = {
  logo: null,
  favicon: null,
  theme: 'auto',
  accent: null,
  colours: {},
  style: null,
  links: [],
  header: null,
  footer: null,
  origins: [],
}

/** A file of the owner's as it goes into the site. */
export interface BrandFile {
  /** In the site: `/brand/logo.svg`. */
  path: string
  type: string
  base64: string
}

/** `pages/imprint.de.md`: `name` is its address, its first heading its title. */
export interface OwnPage {
  name: string
  /** Null: of all languages that have none of their own. */
  language: string | null
  title: string
  /** Markdown, rendered as safely as an incident's. */
  body: string
}

/** What the files say that `site.brand` names, and pages/. */
export interface BrandFiles {
  logo: { light: BrandFile; dark: BrandFile | null } | null
  favicon: BrandFile | null
  style: string
  pages: OwnPage[]
}

export const noBrandFiles: BrandFiles = { logo: null, favicon: null, style: '', pages: [] }
