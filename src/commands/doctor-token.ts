import { good, noted } from '../advice/finding.ts'
import { tokenPolicy } from '../github/actions-policy.ts'
import { atGitHub } from './doctor-examination.ts'

/** What a workflow's token may do where a workflow does not say. Ours all say it, so the least is the best. */
export const workflowToken = atGitHub({
  id: 'workflow_token',
  about: "what a workflow's token may do",
  link: 'doctor.md#workflow-token',
  async look(hub) {
    const { usual } = await hub.ask(tokenPolicy)
    return usual === 'read'
      ? good('A workflow that does not say what it may do may only read; ours say it.')
      : noted(
          'A workflow that does not say what it may do may write everything; "Read repository contents" is enough for ours.',
        )
  },
})
