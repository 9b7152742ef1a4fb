import { unseen } from '../advice/finding.ts'
import { judgeAddress, judgePlaceholder, type PagesSite } from '../advice/page-address.ts'
import { deploysToPages } from '../advice/workflow-file.ts'
import { aboutRepository } from '../github/about.ts'
import { pagesSite } from '../github/pages-site.ts'
import { GitHubFailure } from '../github/trouble.ts'
import type { Examination } from './doctor-examination.ts'

/** `site.url` against where the page is served. */
export const domain: Examination = {
  id: 'domain',
  about: 'the domain',
  link: 'doctor.md#domain',
  async look({ config, slug, hub, workflows, whyNoHub }) {
    const { url } = config.site
    const isOnPages = deploysToPages(workflows)
    const offline = judgePlaceholder(url) ?? judgeAddress(url, null, isOnPages ? slug : null)
    if (!isOnPages || offline.state === 'problem') return offline
    const notSeen = (why: string) => unseen(`\`site.url\` is ${url}; whether GitHub Pages serves it there ${why}.`)
    if (hub === null) return notSeen(`cannot be seen ${whyNoHub}`)
    const { hasPages } = await hub.ask(aboutRepository)
    if (!hasPages) return notSeen('will be seen when it is switched on')
    let site: PagesSite | null
    try {
      site = await hub.ask(pagesSite)
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.trouble !== 'forbidden') throw error
      return notSeen('cannot be seen with this token')
    }
    return site === null
      ? notSeen('cannot be seen: there are no Pages that this token may see')
      : judgeAddress(url, site, slug)
  },
}
