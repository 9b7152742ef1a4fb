import {
  failureAnswer,
  lateAnswer,
  liveAnswer,
  mistakeAnswer,
  muteAnswer,
  proposedAnswer,
  seenAnswer,
} from '../comments/answer.ts'
import { addressOf, incidentPath } from '../feeds/address.ts'
import type { GitHub } from '../github/client.ts'
import { startWorkflow } from '../github/dispatches.ts'
import { openPullOnce } from '../github/pulls.ts'
import { GitHubFailure } from '../github/trouble.ts'
import { Failure } from '../problem/problem.ts'
import type { Clock } from '../time/clock.ts'
import { note } from './context.ts'
import { seenOnPage } from './post-page.ts'
import type { Outcome } from './post-write.ts'

export interface Telling {
  root: string
  clock: Clock
  github: GitHub
  /** Seconds to wait for the page. */
  wait: number
  pace?: number
  /** Of the text that a pull request begins with. */
  about: string
}

/** Brings what was written to the page, and says in a sentence or two what became of it. */
export async function follow(outcome: Outcome, telling: Telling): Promise<string> {
  const { root, clock, github, wait, pace } = telling
  const { site } = outcome.config
  switch (outcome.kind) {
    case 'mistake':
      return mistakeAnswer(outcome.mistake)
    case 'nothing':
      return outcome.id === null ? outcome.message : `${outcome.message} ${linkTo(outcome.id, site.url)}`
    case 'words': {
      const [word] = outcome.words
      if (word!.step === 'mute') return muteAnswer(word!.until!, word!.time, site.timezone)
      await askForPage(github)
      return seenAnswer(word!.time, site.timezone)
    }
    case 'proposed':
      return propose(outcome, telling)
    case 'posted': {
      const asked = await askForPage(github)
      const written = { id: outcome.id, commit: outcome.commit, notes: outcome.notes }
      const since = asked ? await seenOnPage(root, site.url, outcome.commit, { clock, limit: wait, pace }) : null
      if (since !== null) return liveAnswer(written, since, linkTo(outcome.id, site.url), site.timezone)
      const { server, owner, name } = github.place
      return lateAnswer(
        written,
        asked ? Math.round(wait / 60) : null,
        `${server}/${owner}/${name}/actions/workflows/page.yml`,
      )
    }
  }
}

/** A push by the token of a run starts no workflow; a dispatch does. Without one the next check asks for a page. */
async function askForPage(github: GitHub): Promise<boolean> {
  try {
    await startWorkflow(github, 'page.yml')
    return true
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    note(`candor: ${error.message}`)
    return false
  }
}

async function propose(
  { branch, subject, id, notes }: Extract<Outcome, { kind: 'proposed' }>,
  { github, about }: Telling,
): Promise<string> {
  try {
    const pull = await openPullOnce(github, { branch, title: subject, body: about })
    return proposedAnswer({ id, notes }, pull.number, pull.url)
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error
    note(`candor: ${error.message}`)
    const { server, owner, name } = github.place
    return proposedAnswer({ id, notes }, null, `${server}/${owner}/${name}/compare/main...${branch}?expand=1`)
  }
}

function linkTo(id: string, siteUrl: string): string {
  return addressOf(siteUrl).url(incidentPath(id))
}

/** What a failure is told as: its first sentence. What else stands in it is for whoever reads the run's log. */
export function answerTo(failure: Failure, run: string | null): string {
  return failureAnswer(failure.message.split('\n')[0]!, run)
}
