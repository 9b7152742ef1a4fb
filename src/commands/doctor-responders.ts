import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { good, listed, noted, problem } from '../advice/finding.ts'
import { codeownersErrors, isAssignable, writers } from '../github/responders.ts'
import { atGitHub } from './doctor-examination.ts'

/** People who are to answer: they exist and may write, so that their comments are posted. */
export const responders = atGitHub({
  id: 'responders',
  about: 'the people who respond',
  link: 'doctor.md#responders',
  async look(hub, { config, top }) {
    const assignees = [
      ...new Set(
        config.notify.flatMap((channel) => (channel.type === 'github_issue' ? (channel.assignees ?? []) : [])),
      ),
    ]
    const known = await Promise.all(assignees.map((login) => isAssignable(hub.github, login)))
    const strangers = assignees.filter((_, index) => !known[index])
    if (strangers.length > 0) {
      return problem(
        `Issues of outages cannot be assigned to ${listed(strangers.map((login) => `@${login}`))}: nobody of that name belongs to the repository.`,
      )
    }
    const owned = await ownersIn(top)
    const [wrong] = owned ? await hub.ask(codeownersErrors) : []
    if (wrong !== undefined) {
      return problem(
        `${plain(wrong.path)}:${wrong.line} names somebody who is not there or may not write (GitHub says: ${plain(wrong.kind)}).`,
      )
    }
    const people = await hub.ask(writers)
    if (people.length === 0) return problem('Nobody may write to the repository, so nobody can post by comment.')
    const names = people.length > 5 ? `${people.length} people` : listed(people.map((login) => `@${plain(login)}`))
    if (people.length === 1) return noted(`${names} alone may post; who posts when ${names} is asleep?`)
    return owned
      ? good(`${names} may post, and CODEOWNERS names people who are there.`)
      : noted(
          `${names} may post; CODEOWNERS names nobody who is asked about changes to components.yml and the workflows.`,
        )
  },
})

/** Whether CODEOWNERS, in any of the places GitHub looks in, names anybody. */
async function ownersIn(top: string): Promise<boolean> {
  for (const place of ['.github', '.', 'docs']) {
    const text = await readFile(join(top, place, 'CODEOWNERS'), 'utf8').catch(() => null)
    if (text !== null) return text.split('\n').some((line) => /^\s*[^#\s]\S*\s+\S*@\S/.test(line))
  }
  return false
}

/** GitHub's words on one line, without what could act on a terminal. */
function plain(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').slice(0, 200)
}
