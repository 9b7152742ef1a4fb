import { unseen } from '../advice/finding.ts'
import { judgeSource } from '../advice/page-address.ts'
import { aboutRepository } from '../github/about.ts'
import { pagesSite } from '../github/pages-site.ts'
import { GitHubFailure } from '../github/trouble.ts'
import { atGitHub } from './doctor-examination.ts'

/** Settings > Pages: the source must be GitHub Actions, and HTTPS enforced. */
export const pages = atGitHub({
  id: 'pages',
  about: 'GitHub Pages',
  link: 'doctor.md#pages',
  async look(hub) {
    const { hasPages } = await hub.ask(aboutRepository)
    // Which everybody may know, also a token that may not see the settings.
    if (!hasPages) return judgeSource(null)
    try {
      const site = await hub.ask(pagesSite)
      return site === null
        ? unseen('GitHub Pages is on; its settings cannot be seen with this token.')
        : judgeSource(site)
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.trouble !== 'forbidden') throw error
      return unseen('GitHub Pages is on; whether its source is GitHub Actions cannot be seen with this token.')
    }
  },
})
