import { z } from 'zod'
import type { PagesSite } from '../advice/page-address.ts'
import { ifThere, read } from './answer.ts'
import type { GitHub } from './client.ts'

const shape = z.object({
  build_type: z.enum(['workflow', 'legacy']).nullish(),
  html_url: z.url().nullish(),
  cname: z.string().nullish(),
  protected_domain_state: z.enum(['pending', 'verified', 'unverified']).nullish(),
  https_enforced: z.boolean().nullish(),
  https_certificate: z.object({ state: z.string() }).nullish(),
  public: z.boolean(),
})

const doing = 'read the settings of Pages'

/** Settings > Pages; null when there are none. */
export async function pagesSite(github: GitHub): Promise<PagesSite | null> {
  const data = await ifThere(github, doing, (octokit, base) => octokit.rest.repos.getPages({ ...base }))
  if (data === null) return null
  const known = read(doing, shape, data)
  return {
    source: known.build_type ?? null,
    address: known.html_url ?? null,
    customDomain: known.cname || null,
    domainState: known.protected_domain_state ?? null,
    httpsEnforced: known.https_enforced ?? null,
    certificate: known.https_certificate?.state ?? null,
    isPublic: known.public,
  }
}
