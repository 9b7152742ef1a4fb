import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'
import { builtSite } from '../site/built.ts'
import { sampleSnapshot } from '../site/sample.ts'

/** The sample's site, built and served on a free port under a base path. */
export async function servedSite(base: string) {
  const site = await builtSite(sampleSnapshot(`https://acme.example${base}`))
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
