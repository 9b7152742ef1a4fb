import { good, noted, problem } from '../advice/finding.ts'
import { aboutRepository } from '../github/about.ts'
import { atGitHub } from './doctor-examination.ts'

/** What keeps GitHub from running schedules at all. */
export const repository = atGitHub({
  id: 'repository',
  about: 'the repository',
  link: 'doctor.md#repository',
  async look(hub, { slug }) {
    const { defaultBranch, isArchived, isFork, hasIssues } = await hub.ask(aboutRepository)
    if (isArchived) return problem(`${slug} is archived: GitHub runs nothing in it.`)
    if (defaultBranch !== 'main') {
      return problem(
        `The default branch of ${slug} is \`${defaultBranch}\`: the workflows work on \`main\`, and schedules run on the default branch alone.`,
      )
    }
    if (isFork) {
      return noted(`${slug} is a fork: GitHub runs its schedules only after somebody switched Actions on there.`)
    }
    if (!hasIssues) return problem(`Issues are switched off in ${slug}: nobody can post by comment.`)
    return good(`${slug} is there, and the workflows work on its default branch.`)
  },
})
