import { z } from 'zod'
import type { WorkflowState } from '../advice/workflow-state.ts'
import { read } from './answer.ts'
import type { GitHub } from './client.ts'

const shape = z.array(z.object({ path: z.string(), state: z.string() }))

/** Every workflow that GitHub knows of the default branch, and whether it runs. */
export async function workflowStates(github: GitHub): Promise<WorkflowState[]> {
  const doing = 'list the workflows'
  const all = await github.list(doing, (octokit, base) =>
    octokit.paginate.iterator(octokit.rest.actions.listRepoWorkflows, { ...base, per_page: 100 }),
  )
  return read(doing, shape, all)
}
