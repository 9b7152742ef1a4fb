import type { GitHub } from './client.ts'

/** Starts a workflow of the repository (`page.yml`) on main. Unlike a push by a job's token, this does start it. */
export async function startWorkflow(github: GitHub, file: string, ref = 'main'): Promise<void> {
  await github.call(`start ${file}`, (octokit, base) =>
    octokit.rest.actions.createWorkflowDispatch({ ...base, workflow_id: file, ref }),
  )
}

/** Sends a `repository_dispatch`, which starts every workflow that waits for its type. */
export async function sendDispatch(github: GitHub, type: string, payload: Record<string, unknown>): Promise<void> {
  await github.call(`send \`${type}\``, (octokit, base) =>
    octokit.rest.repos.createDispatchEvent({ ...base, event_type: type, client_payload: payload }),
  )
}
