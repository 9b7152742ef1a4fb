import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runScript } from './build-process.ts'

/**
 * The site's pages as plain JavaScript: the path of the file to import. What they are made of changes with an upgrade
 * alone, and Astro and Vite need seconds to compile them: they do it once, and each build takes what it finds.
 */
export async function compiledSite(engine: string, shelf: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const place = join(shelf, `compiled-${markOf(engine)}`)
  const file = join(place, 'write-site.js')
  if (await stat(file).catch(() => null)) return file
  const aside = await mkdtemp(join(shelf, 'compiling-'))
  try {
    await runScript(fileURLToPath(new URL('build-compile-worker.ts', import.meta.url)), [engine, aside], {
      cwd: aside,
      environment,
    })
    await dropOlder(shelf)
    // Another build may have been quicker: then its folder stays.
    await rename(aside, place).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return file
}

/**
 * Of all that it is compiled from: our own files, and the exact versions of others'. Without waiting: of hundreds of small
 * files the turns between threads cost more than the reading.
 */
function markOf(engine: string): string {
  const hash = createHash('sha256').update(process.version)
  const files = readdirSync(join(engine, 'src'), { recursive: true, withFileTypes: true })
  const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  for (const path of [...paths.sort(), join(engine, 'astro.config.mjs'), join(engine, 'package-lock.json')]) {
    hash.update(path.slice(engine.length)).update('\0').update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}

/** What earlier versions left; the newest stay, as a build that began before an upgrade may still read them. */
async function dropOlder(shelf: string): Promise<void> {
  const names = (await readdir(shelf)).filter((name) => name.startsWith('compiled-'))
  const found = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(shelf, name)).catch(() => null))?.mtimeMs ?? 0 })),
  )
  for (const { name } of found.sort((a, b) => b.at - a.at).slice(8)) {
    await rm(join(shelf, name), { recursive: true, force: true })
  }
}
