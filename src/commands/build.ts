import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { Audience } from '../status/take.ts'
import { buildSite } from './build-site.ts'
import { sourceOf } from './build-source.ts'
import { contextOf, note } from './context.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  out?: string
  audience: Audience
}

export function define(command: Command): void {
  command
    .option('--out <dir>', 'folder of the finished site (default: dist in the root)')
    .addOption(new Option('--audience <who>', 'whose page it is').choices(['public', 'internal']).default('public'))
    .action(async (options: Options) => {
      const { root, clock, ahead } = contextOf(options)
      const { loadSnapshot } = await import('../page/load.ts')
      const out = options.out ?? join(root, 'dist')
      await bringResults(root)
      const snapshot = await loadSnapshot(root, clock(), { audience: options.audience, ahead })
      await buildSite(snapshot, {
        root,
        out,
        audience: options.audience,
        source: await sourceOf(root, snapshot.config.results.branch),
      })
      note(`The site is in ${out}`)
    })
}
