import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Repository } from './repository.ts'
import { diskFailure } from './trouble.ts'

/** Above what 8 tries can take; a folder that is older belongs to nobody, whatever its process id says. */
const longestRun = 2 * 3600_000
const host = hostname()
  .replace(/[^A-Za-z0-9-]/g, '-')
  .slice(0, 60)

/**
 * Does a run's work with a scratch folder of its own inside Git's folder. While that is there the run is known to be
 * going on; what runs that were killed left is cleared away first: their folders, and the locks that their git held,
 * which would stop every later one.
 */
export async function duringRun<T>(repository: Repository, work: (scratch: string) => Promise<T>): Promise<T> {
  const runs = join(repository.gitFolder, 'candor')
  const own = join(runs, `${host}.${process.pid}.${Date.now()}.${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(runs, { recursive: true })
    await clearAway(repository, runs)
    await mkdir(own)
    return await work(own)
  } catch (error) {
    throw diskFailure(error) ?? error
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

async function clearAway(repository: Repository, runs: string): Promise<void> {
  const names = await readdir(runs)
  if (names.length === 0) return
  const dead = names.filter((name) => !isAlive(name))
  // A lock may be held by a run that is going on; the next one will see.
  if (dead.length < names.length) return
  const since = Math.min(...dead.map((name) => Number(name.split('.')[2]) || Date.now()))
  for (const lock of await locksOf(repository)) {
    const held = await stat(lock).catch(() => null)
    // A second for file systems with coarse clocks.
    if (held !== null && held.mtimeMs >= since - 1000) await rm(lock, { force: true })
  }
  for (const name of dead) await rm(join(runs, name), { recursive: true, force: true })
}

function isAlive(name: string): boolean {
  const [at, pid, began] = name.split('.')
  if (Date.now() - Number(began) > longestRun || !/^\d+$/.test(pid ?? '')) return false
  if (at !== host) return true
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    // EPERM: alive, of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The locks that a fetch, a push or a `gc` of ours may hold; never the index's or HEAD's, which we do not touch. */
async function locksOf({ gitFolder, remote }: Repository): Promise<string[]> {
  const refs = ['refs/candor', `refs/remotes/${remote}`]
  const held = await Promise.all(
    refs.map(async (folder) => {
      const names = await readdir(join(gitFolder, folder), { recursive: true }).catch(() => [])
      return names.filter((name) => name.endsWith('.lock')).map((name) => join(gitFolder, folder, name))
    }),
  )
  return [...held.flat(), ...['shallow.lock', 'packed-refs.lock'].map((name) => join(gitFolder, name))]
}
