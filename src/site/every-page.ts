// What is compiled of the site (src/commands/build-compile.ts): every file below pages/, and what fills it.
export { experimental_AstroContainer as Container } from 'astro/container'

import type { ContainerRenderOptions, experimental_AstroContainer } from 'astro/container'

/** A file below pages/, as Astro knows them. */
export interface PageModule {
  default?: Parameters<experimental_AstroContainer['renderToResponse']>[0]
  getStaticPaths?: () => PagePath[] | Promise<PagePath[]>
}

export interface PagePath {
  params: Record<string, string | undefined>
  props?: ContainerRenderOptions['props']
}

/** By their paths from here: `./pages/[...lang]/incidents/index.astro`. */
export const pages = import.meta.glob<PageModule>('./pages/**/*.{astro,ts}')
