import { good, noted, problem, unseen } from '../advice/finding.ts'
import { stepsThat } from '../advice/workflow-file.ts'
import { aboutRepository } from '../github/about.ts'
import { pagesSite } from '../github/pages-site.ts'
import { GitHubFailure } from '../github/trouble.ts'
import { atGitHub } from './doctor-examination.ts'

/** Who can read what: repository and page, each public or private. */
export const privacy = atGitHub({
  id: 'privacy',
  about: 'who can read what',
  link: 'doctor.md#privacy',
  async look(hub, { config, workflows }) {
    const { isPrivate } = await hub.ask(aboutRepository)
    const internal = config.components.filter(({ audience }) => audience === 'internal').length
    if (!isPrivate) {
      return internal === 0
        ? good('The repository is public, and nothing in components.yml is meant to be internal.')
        : problem(
            `The repository is public, and ${internal === 1 ? 'a component is' : `${internal} components are`} marked internal: everybody can read them in components.yml and the results.`,
          )
    }
    const site = await hub.ask(pagesSite).catch((error: unknown) => {
      if (error instanceof GitHubFailure && error.trouble === 'forbidden') return null
      throw error
    })
    if (site === null) return unseen('The repository is private; whether its page is cannot be seen with this token.')
    const showsAll = stepsThat(workflows, ['build']).some(({ step }) =>
      /--audience[ =]internal/.test(step.command ?? ''),
    )
    if (site.isPublic && showsAll) {
      return problem(
        'The page is public, and a workflow builds it with `--audience internal`: everybody sees what is internal.',
      )
    }
    if (site.isPublic) {
      return good(
        'The repository is private and its page public: visitors see public components, and no links into the repository that they cannot follow.',
      )
    }
    return noted('The page itself is private: only those who may read the repository see it.')
  },
})
