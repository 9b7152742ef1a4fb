import { headCommit, remoteHome } from '../git/state.ts'
import { Failure } from '../problem/problem.ts'
import type { StarterOrder } from '../starter/starter.ts'
import { engineFolder } from './init-write.ts'

type Engine = StarterOrder['engine']

/** What stands for the engine's owner where nobody knows it. */
const nobody = 'OWNER/candor'

/** The engine that the workflows will use: as asked, else this very one, by its remote and its commit. */
export async function engineOf(asked: string | undefined): Promise<Engine> {
  if (asked !== undefined) {
    const [, repository, commit] = /^([\w.-]+\/[\w.-]+)@([\w./-]+)$/.exec(asked) ?? []
    if (repository !== undefined && commit !== undefined) return { repository, commit }
    throw new Failure(`\`--engine ${asked}\` cannot be read.\n  Expected owner/candor@commit.`, { exitCode: 2 })
  }
  const home = await remoteHome(engineFolder)
  return {
    repository: home?.slug ?? nobody,
    commit: (await headCommit(engineFolder)) ?? 'main',
    ...(home === null ? {} : { server: home.server }),
  }
}

/** What a person has to mend before the workflows can run; null when nothing. */
export function engineWarning({ repository, commit }: Engine): string | null {
  if (repository === nobody) {
    return `It is not known where on GitHub this Candor lives: the workflows say ${nobody}.\n  Put its owner in place of OWNER, or start again with: --engine owner/candor@${commit}`
  }
  if (/^[0-9a-f]{40}$/.test(commit)) return null
  return `The workflows use ${repository} at \`${commit}\`, which may change under your page.\n  Better pin a commit: --engine ${repository}@<the 40 digits of a commit>`
}
