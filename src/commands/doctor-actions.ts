import { judgePolicy } from '../advice/actions-policy.ts'
import { actionsPolicy } from '../github/actions-policy.ts'
import { atGitHub } from './doctor-examination.ts'

/** Settings > Actions > General: whether the workflows and their actions may run. */
export const actions = atGitHub({
  id: 'actions',
  about: 'which actions may run',
  link: 'doctor.md#actions',
  look: async (hub, { workflows }) => judgePolicy(await hub.ask(actionsPolicy), workflows, hub.owner),
})
