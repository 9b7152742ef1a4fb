import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { APIContext } from 'astro'
import type * as Every from './every-page.ts'
import { fileOf, inOrder } from './page-files.ts'

/**
 * Writes every page and file of the site below `out`. One after the other and without waiting for the disk: thousands
 * of small files at once cost more in turns between threads than they save.
 *
 * @throws what a page threw, with the page's name in front
 */
export async function writePages({ Container, pages }: typeof Every, out: string): Promise<void> {
  const container = await Container.create()
  const written = new Set<string>()
  const folders = new Set<string>()
  for (const page of inOrder(Object.keys(pages))) {
    const module = await pages[page.source]!()
    const paths = module.getStaticPaths ? await module.getStaticPaths() : [{ params: {} }]
    for (const { params, props = {} } of paths) {
      const file = fileOf(page, params)
      // The first has it; `validate` names own pages that would take an address of ours.
      if (file === null || written.has(file)) continue
      written.add(file)
      const full = join(out, file)
      const folder = dirname(full)
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true })
      folders.add(folder)
      writeFileSync(full, await bodyOf(file))
      async function bodyOf(name: string): Promise<string | Uint8Array> {
        try {
          if (module.GET === undefined)
            return await container.renderToString(module.default!, { params, props, partial: false })
          // A file for machines is made from its params and props alone; a renderer of pages would only take time.
          const response = await module.GET({ params, props } as APIContext)
          return new Uint8Array(await response.arrayBuffer())
        } catch (error) {
          throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
        }
      }
    }
  }
}
