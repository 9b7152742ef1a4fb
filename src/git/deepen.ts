import { ask, git, networkLimit } from './git.ts'

/**
 * Brings the history that a shallow checkout left out, without its files, so that Git can tell when a line was
 * committed. Does its best: without a network the times stay unknown.
 */
export async function deepen(root: string, remote = 'origin'): Promise<void> {
  const [shallow, commit] = await Promise.all([
    ask(root, ['rev-parse', '--is-shallow-repository']),
    ask(root, ['rev-parse', '--verify', 'HEAD']),
  ])
  if (shallow !== 'true' || commit === null) return
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--refmap=', '--no-recurse-submodules']
  await git(root, ['fetch', ...options, '--unshallow', '--filter=blob:none', remote, commit], { limit: networkLimit })
}
