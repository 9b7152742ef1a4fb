import { judgeSecrets, usedSecrets } from '../advice/secret-delivery.ts'
import { secretNames } from '../github/secret-names.ts'
import { GitHubFailure } from '../github/trouble.ts'
import type { Examination, Patient } from './doctor-examination.ts'

/** Secrets that components.yml uses exist in the repository, and workflows hand them on. Their values are never seen. */
export const secrets: Examination = {
  id: 'secrets',
  about: 'the secrets',
  link: 'doctor.md#secrets',
  async look(patient) {
    const { config, workflows } = patient
    const used = usedSecrets(config)
    if (used.length === 0) return judgeSecrets(used, workflows, null)
    const { names, why } = await existing(patient, used)
    return judgeSecrets(used, workflows, names, why)
  },
}

/** Names that are known to exist; null, and why, when that cannot be seen. */
export async function existing(
  { hub, env, isFirstRun, whyNoHub }: Patient,
  used: readonly string[],
): Promise<{ names: string[] | null; why?: string }> {
  // A run was handed them: what is there is there.
  if (isFirstRun) return { names: used.filter((name) => (env[name] ?? '') !== '') }
  if (hub === null) return { names: null, why: ` ${whyNoHub}` }
  try {
    return { names: await hub.ask(secretNames) }
  } catch (error) {
    if (!(error instanceof GitHubFailure) || !['forbidden', 'missing'].includes(error.trouble)) throw error
    return { names: null, why: ' with this token' }
  }
}
