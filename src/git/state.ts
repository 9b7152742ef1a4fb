import { ask } from './git.ts'

/** The commit that is checked out here; null outside a clone or before the first commit. */
export async function headCommit(root: string): Promise<string | null> {
  return ask(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
}

/** Top folder of the clone that a folder is in; null outside of one. */
export async function cloneTop(folder: string): Promise<string | null> {
  return ask(folder, ['rev-parse', '--show-toplevel'])
}

/** `owner/name` of the remote, as GitHub writes it; null when there is none or it is no such address. */
export async function repositorySlug(root: string, remote = 'origin'): Promise<string | null> {
  return (await remoteHome(root, remote))?.slug ?? null
}

/** Where the remote is looked at in a browser; null when there is none or it is no such address. */
export async function remoteHome(root: string, remote = 'origin'): Promise<{ server: string; slug: string } | null> {
  const address = await ask(root, ['remote', 'get-url', remote])
  if (address === null) return null
  const [slug, server] = [slugOf(address), serverOf(address)]
  return slug === null || server === null ? null : { server, slug }
}

/** The host of the remote, as in `github.com`; null when there is none, or when it is a folder. */
export async function remoteHost(root: string, remote = 'origin'): Promise<string | null> {
  const address = await ask(root, ['remote', 'get-url', remote])
  const match = /^(?:(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:]+)|[\w.-]+@([\w.-]+):)/.exec(address ?? '')
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null
}

/** https, ssh and the short form `git@host:owner/name.git`. */
export function slugOf(address: string): string | null {
  const match =
    /^(?:(?:https?|ssh|git):\/\/(?:[^/@]*@)?[^/]+\/|[\w.-]+@[\w.-]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address)
  return match?.[1] ?? null
}

/** `https://github.com`. A name without a dot may be an alias of somebody's own ssh settings: then null. */
export function serverOf(address: string): string | null {
  const [, scheme, host, port = ''] = /^(?:(\w+):\/\/)?(?:[^/@]*@)?([\w-]+(?:\.[\w-]+)+)(:\d+)?[:/]/.exec(address) ?? []
  if (host === undefined) return null
  return scheme === 'http' || scheme === 'https' ? `${scheme}://${host}${port}` : `https://${host}`
}
