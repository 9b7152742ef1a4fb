/** The part of a workflow file that its tests look at. */
export interface Workflow {
  on: Record<string, unknown>
  permissions?: unknown
  concurrency?: { group: string; 'cancel-in-progress': boolean }
  jobs: Record<string, Job>
}

export interface Job {
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  if?: string
  needs?: string
  outputs?: Record<string, string>
  steps: Step[]
}

export interface Step {
  id?: string
  name?: string
  if?: string
  uses?: string
  run?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
}

export interface Action {
  inputs: Record<string, { default?: string }>
  outputs: Record<string, { value: string }>
  runs: { steps: Step[] }
}
