import type { APIContext } from 'astro'
import { renderPage } from './astro-page.ts'
import { type PageModule, type PagePath, pages } from './every-page.ts'
import type { Folder } from './folder.ts'
import { fileOf, inOrder } from './page-files.ts'

/**
 * Writes every page and file of the site's tree. One after the other and without waiting for the disk: thousands of small
 * files at once cost more in turns between threads than they save.
 *
 * @throws what a page threw, with the page's name in front
 */
export async function writePages(site: Folder): Promise<void> {
  const written = new Set<string>()
  for (const page of inOrder(Object.keys(pages))) {
    const module = await pages[page.source]!()
    const paths = module.getStaticPaths ? await module.getStaticPaths() : [{ params: {} }]
    for (const path of paths) {
      const file = fileOf(page, path.params)
      // The first has it; `validate` names own pages that would take an address of ours.
      if (file === null || written.has(file)) continue
      written.add(file)
      try {
        site.write(file, await bodyOf(module, path))
      } catch (error) {
        throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
    }
  }
}

async function bodyOf({ default: page, GET }: PageModule, { params, props = {} }: PagePath) {
  if (GET === undefined) return renderPage(page!, { params, props })
  const response = await GET({ params, props } as APIContext)
  return new Uint8Array(await response.arrayBuffer())
}
