import { ask } from './git.ts'

/** The commit that is checked out here; null outside a clone or before the first commit. */
export async function headCommit(root: string): Promise<string | null> {
  return ask(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
}

/** `owner/name` of the remote, as GitHub writes it; null when there is none or it is no such address. */
export async function repositorySlug(root: string, remote = 'origin'): Promise<string | null> {
  const address = await ask(root, ['remote', 'get-url', remote])
  return address === null ? null : slugOf(address)
}

/** https, ssh and the short form `git@host:owner/name.git`. */
export function slugOf(address: string): string | null {
  const match =
    /^(?:(?:https?|ssh|git):\/\/(?:[^/@]*@)?[^/]+\/|[\w.-]+@[\w.-]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address)
  return match?.[1] ?? null
}
