import type { APIContext, APIRoute } from 'astro'
import type { AstroPage } from './astro-page.ts'

/** A file below pages/, as Astro knows them. */
export interface PageModule {
  /** Of a page for people. */
  default?: AstroPage
  /** Of a file for machines: from its params and props alone. */
  GET?: APIRoute
  getStaticPaths?: () => PagePath[] | Promise<PagePath[]>
}

export interface PagePath {
  params: Record<string, string | undefined>
  props?: APIContext['props']
}

/** By their paths from here: `./pages/[...lang]/incidents/index.astro`. */
export const pages = import.meta.glob<PageModule>('./pages/**/*.{astro,ts}')
