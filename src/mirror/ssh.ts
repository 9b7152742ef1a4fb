import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Gives `work` the ssh command to use: the person's own, with their keys and agent, or, in a workflow, with the key of
 * MIRROR_SSH_KEY and the hosts of MIRROR_KNOWN_HOSTS, which lie in files of their own only as long as it takes.
 */
export async function withSsh<T>(work: (command: string) => Promise<T>): Promise<T> {
  const { MIRROR_SSH_KEY: key, MIRROR_KNOWN_HOSTS: hosts } = process.env
  const words = ['ssh', '-o ConnectTimeout=15', '-o ServerAliveInterval=15', '-o ServerAliveCountMax=2']
  // With nobody there to answer, a question would hang.
  if (!process.stdin.isTTY) words.push('-o BatchMode=yes')
  if (!key && !hosts) return work(words.join(' '))
  const folder = await mkdtemp(join(tmpdir(), 'candor-ssh-'))
  try {
    const file = async (name: string, text: string) => {
      const path = join(folder, name)
      // Keys that were pasted into a form lose their last newline, and ssh takes none without it.
      await writeFile(path, `${text.replaceAll('\r', '').trim()}\n`, { mode: 0o600 })
      return `'${path}'`
    }
    if (key) words.push(`-i ${await file('key', key)}`, '-o IdentitiesOnly=yes', '-o IdentityAgent=none')
    // Without the host's own key nobody knows who is there: it is never taken as it comes.
    if (hosts)
      words.push(`-o UserKnownHostsFile=${await file('known_hosts', hosts)}`, '-o GlobalKnownHostsFile=/dev/null')
    words.push('-o StrictHostKeyChecking=yes')
    return await work(words.join(' '))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
