import { type Finding, unseen } from '../advice/finding.ts'
import { Failure } from '../problem/problem.ts'
import { actions } from './doctor-actions.ts'
import { apiRoot } from './doctor-api-root.ts'
import { beat } from './doctor-beat.ts'
import { channelExaminations, type SendTest } from './doctor-channels.ts'
import { clock } from './doctor-clock.ts'
import { components } from './doctor-components.ts'
import { deadman } from './doctor-deadman.ts'
import { domain } from './doctor-domain.ts'
import type { Examination, Patient } from './doctor-examination.ts'
import { origin } from './doctor-origin.ts'
import { page } from './doctor-page.ts'
import { pages } from './doctor-pages.ts'
import { isHidden, reasonOf } from './doctor-patient.ts'
import { privacy } from './doctor-privacy.ts'
import { repository } from './doctor-repository.ts'
import { responders } from './doctor-responders.ts'
import { posting, resultsBranch } from './doctor-results-branch.ts'
import { secondHosts } from './doctor-second-hosts.ts'
import { secrets } from './doctor-secrets.ts'
import { workflowToken } from './doctor-token.ts'
import { engine, workflows } from './doctor-workflows.ts'

/** In the order in which people set things up; channels come last. */
const examinations: readonly Examination[] = [
  ...[components, origin, repository, workflows, engine, actions, workflowToken],
  ...[pages, domain, apiRoot, page, privacy],
  ...[resultsBranch, posting, secrets, beat, deadman, clock, responders],
]

/** What came out of one examination. `reason`: why it could not be made, in the words that many may share. */
export interface Examined extends Finding {
  id: string
  about: string
  link: string
  reason?: string
}

/** Makes every examination, side by side. One that cannot be made is told as such, never as good. */
export async function examine(patient: Patient, sendTest: SendTest, stop: AbortSignal): Promise<Examined[]> {
  const { config } = patient
  const all = [...examinations, ...secondHosts(config), ...channelExaminations(config, sendTest, stop)]
  const made = all.filter(({ needs }) => !(needs === 'github' && patient.isElsewhere))
  return await Promise.all(made.map((examination) => examineOne(examination, patient)))
}

async function examineOne({ id, about, link, needs, look }: Examination, patient: Patient): Promise<Examined> {
  const unmade = (reason: string): Examined => ({
    id,
    about,
    link,
    reason,
    ...unseen(oneLine(`${capital(about)}: ${reason}`)),
  })
  if (needs === 'github' && patient.hub === null) return { ...unmade(patient.why), link: patient.whyLink }
  try {
    const { state, line } = await look(patient)
    return { id, about, link, state, line: oneLine(line) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return {
      ...unmade(oneLine(reasonOf(error))),
      link: isHidden(error) ? 'doctor.md#a-token' : 'doctor.md#not-looked-at',
    }
  }
}

/** Words of GitHub's, of files and of settings are in it: nothing of them acts on a terminal. */
const oneLine = (text: string) => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
