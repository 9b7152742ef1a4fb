import type { SSRResult } from 'astro'
import { renderToString } from 'astro/runtime/server/index.js'

/** What a compiled `.astro` file of pages/ is. */
export type AstroPage = Parameters<typeof renderToString>[1]

/**
 * The HTML of a page by Astro's own renderer. Its container would give each page a request, a route, cookies and a session
 * first, and take the answer's bytes apart again: half of a small page's time. Our pages ask Astro for `params` and `props`.
 */
export async function renderPage(page: AstroPage, { params, props }: Given): Promise<string> {
  const answer = await renderToString(resultFor(params), page, props, {}, true)
  if (typeof answer !== 'string') throw new Error('It answered with a response; a page of a static site is HTML.')
  return answer
}

interface Given {
  params: Record<string, string | undefined>
  props: Record<string, unknown>
}

/** What Astro's renderer keeps of a page while it makes it; the parts of a server are not there. */
function resultFor(params: Given['params']): SSRResult {
  const result: Partial<SSRResult> = {
    cancelled: false,
    base: '/',
    compressHTML: true,
    partial: false,
    pathname: '/',
    params,
    styles: new Set(),
    scripts: new Set(),
    links: new Set(),
    componentMetadata: new Map(),
    inlinedScripts: new Map(),
    clientDirectives: new Map(),
    renderers: [],
    createAstro: (props) => ({ props, params }) as ReturnType<SSRResult['createAstro']>,
    _metadata: {
      hasHydrationScript: false,
      rendererSpecificHydrationScripts: new Set(),
      hasRenderedHead: false,
      renderedScripts: new Set(),
      hasDirectives: new Set(),
      hasRenderedServerIslandRuntime: false,
      headInTree: false,
      extraHead: [],
      extraStyleHashes: [],
      extraScriptHashes: [],
      propagators: new Set(),
      routeHasPropagation: false,
      pendingSlotEvaluations: [],
      templateDepth: 0,
    },
  }
  return result as SSRResult
}
