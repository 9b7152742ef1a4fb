import { execFile } from 'node:child_process'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

/** Servers that root starts give their rights up, some refuse to run with them: then they run as Debian's `nobody`. */
export const asRoot = process.getuid?.() === 0
export const user = asRoot ? { uid: 65_534, gid: 65_534 } : { uid: process.getuid!(), gid: process.getgid!() }

/** A folder for one server's configuration and data, which goes with it. */
export interface ServerFolder {
  at: (name: string) => string
  /** Readable for its owner alone, as keys must be. */
  write: (name: string, text: string, owner?: 'user' | 'root') => Promise<string>
  /** Runs a program that makes something in it, as the server's user. */
  run: (path: string, words: string[]) => Promise<void>
  remove: () => Promise<void>
}

export async function makeFolder(): Promise<ServerFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'candor-real-'))
  if (asRoot) await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o755)
  const at = (name: string) => join(folder, name)
  return {
    at,
    async write(name, text, owner = 'user') {
      await writeFile(at(name), text, { mode: owner === 'root' ? 0o644 : 0o600 })
      if (asRoot && owner === 'user') await chown(at(name), user.uid, user.gid)
      return at(name)
    },
    async run(path, words) {
      await promisify(execFile)(path, words, { cwd: folder, ...(asRoot ? user : {}) })
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
