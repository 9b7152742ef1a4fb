import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import { builtSite } from '../site/built.ts'
import { sampleSnapshot } from '../site/sample.ts'

/** The sample's site, built and served on a free port under a base path. */
export async function servedSite(base: string, languages?: [string, ...string[]]) {
  const snapshot = sampleSnapshot(`https://acme.example${base}`)
  if (languages !== undefined) snapshot.config.site.languages = languages
  const site = await builtSite(snapshot)
  const server = staticServer(site.out, base)
  const origin = await listen(server, 0)
  return {
    out: site.out,
    origin,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await site.remove()
    },
  }
}
