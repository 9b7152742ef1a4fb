import { z } from 'zod'
import type { ActionsPolicy } from '../advice/actions-policy.ts'
import { read } from './answer.ts'
import type { GitHub } from './client.ts'

const policyShape = z.object({
  enabled: z.boolean(),
  allowed_actions: z.enum(['all', 'local_only', 'selected']).optional(),
  sha_pinning_required: z.boolean().optional(),
})
const selectedShape = z.object({
  github_owned_allowed: z.boolean().default(false),
  verified_allowed: z.boolean().default(false),
  patterns_allowed: z.array(z.string()).default([]),
})
const tokenShape = z.object({
  default_workflow_permissions: z.enum(['read', 'write']),
  can_approve_pull_request_reviews: z.boolean(),
})

/** Settings > Actions > General: whether it is on, and which actions may run. */
export async function actionsPolicy(github: GitHub): Promise<ActionsPolicy> {
  const doing = 'read which actions may run'
  const policy = read(
    doing,
    policyShape,
    await github.call(doing, (octokit, base) =>
      octokit.rest.actions.getGithubActionsPermissionsRepository({ ...base }),
    ),
  )
  const { enabled, allowed_actions: allowed = null, sha_pinning_required: needsCommits = false } = policy
  if (!enabled || allowed !== 'selected') return { enabled, allowed, needsCommits, selected: null }
  const selected = read(
    doing,
    selectedShape,
    await github.call(doing, (octokit, base) => octokit.rest.actions.getAllowedActionsRepository({ ...base })),
  )
  const { github_owned_allowed: ofGitHub, verified_allowed: ofVerified, patterns_allowed: patterns } = selected
  return { enabled, allowed, needsCommits, selected: { ofGitHub, ofVerified, patterns } }
}

/** Settings > Actions > General > Workflow permissions. */
export interface TokenPolicy {
  /** What a workflow's token may do where the workflow does not say. */
  usual: 'read' | 'write'
  mayOpenPulls: boolean
}

export async function tokenPolicy(github: GitHub): Promise<TokenPolicy> {
  const doing = "read what a workflow's token may do"
  const known = read(
    doing,
    tokenShape,
    await github.call(doing, (octokit, base) =>
      octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...base }),
    ),
  )
  return { usual: known.default_workflow_permissions, mayOpenPulls: known.can_approve_pull_request_reviews }
}
