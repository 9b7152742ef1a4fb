import type { Config } from '../config/config.ts'
import { type Finding, good, listed, noted, problem, unseen } from './finding.ts'
import { stepsThat, type WorkflowFile } from './workflow-file.ts'

/** Names that `${...}` stands for in checks and channels; each with where it is used. */
export function usedSecrets({ secrets, components, notify }: Config): string[] {
  const text = JSON.stringify([components.map(({ check }) => check), notify])
  return secrets.filter((name) => text.includes(`\${${name}}`))
}

/** Commands that fill secrets in. */
const filling = ['check', 'checks', 'notify', 'keep-beat', 'start']

/** Steps of workflows that would have to hand a secret on and do not, by its name. */
export function notHanded(
  name: string,
  files: readonly WorkflowFile[],
  commands: readonly string[] = filling,
): { path: string; missing: number; of: number } | null {
  const steps = stepsThat(files, commands)
  const without = steps.filter(({ step }) => !(name in step.env))
  return without.length === 0 ? null : { path: without[0]!.path, missing: without.length, of: steps.length }
}

/** `who` as the beginning of "components.yml uses them". */
export function absentSecrets(names: readonly string[], who: string): Finding {
  const [secrets, does, them] = names.length === 1 ? ['secret', 'does', 'it'] : ['secrets', 'do', 'them']
  return problem(`The ${secrets} ${listed(names)} ${does} not exist in the repository, and ${who} ${them}.`)
}

/**
 * Whether every secret that components.yml names exists in the repository and reaches the commands. `known` null: which
 * exist, could not be seen; `why` is put behind that.
 */
export function judgeSecrets(
  used: readonly string[],
  files: readonly WorkflowFile[],
  known: readonly string[] | null,
  why = '',
): Finding {
  if (used.length === 0) return good('components.yml uses no secrets.')
  const lost = used.flatMap((name) => {
    const gap = notHanded(name, files)
    return gap === null ? [] : [{ name, ...gap }]
  })
  const absent = known === null ? [] : used.filter((name) => !known.includes(name))
  if (absent.length > 0) return absentSecrets(absent, 'components.yml uses')
  const [first] = lost
  if (first !== undefined) {
    const names = listed(lost.map(({ name }) => name))
    return problem(
      `${first.path} does not hand ${names} on to ${first.missing === first.of ? 'any step that checks' : `${first.missing} of the ${first.of} steps that check`}: write \`${first.name}: \${{ secrets.${first.name} }}\` under its \`env:\`.`,
    )
  }
  if (known === null)
    return unseen(`The workflows hand on ${listed(used)}; whether the repository has them, could not be seen${why}.`)
  const unscanned = used.filter((name) => notHanded(name, files, ['scan']) !== null)
  if (unscanned.length > 0) {
    const { path } = notHanded(unscanned[0]!, files, ['scan'])!
    return noted(
      `${path} does not hand ${listed(unscanned)} on to \`scan\`, which looks for leaked secrets before the page goes out.`,
    )
  }
  return good(`The repository has ${listed(used)}, and the workflows hand ${used.length === 1 ? 'it' : 'them'} on.`)
}
