// What is compiled of the site (src/commands/build-compile.ts): every file below pages/, and what fills it.
export { experimental_AstroContainer as Container } from 'astro/container'

import type { APIContext, APIRoute } from 'astro'
import type { experimental_AstroContainer } from 'astro/container'

/** A file below pages/, as Astro knows them. */
export interface PageModule {
  /** Of a page for people. */
  default?: Parameters<experimental_AstroContainer['renderToString']>[0]
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
