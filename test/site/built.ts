import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSite } from '../../src/commands/build-site.ts'
import type { Snapshot } from '../../src/status/snapshot.ts'

/** The engine's own folder: what `--root` is when a page uses it as a template. */
export const engine = resolve(import.meta.dirname, '..', '..')

/** A build costs seconds: a suite makes one and shares it. */
export async function builtSite(snapshot: Snapshot) {
  const folder = await mkdtemp(join(tmpdir(), 'candor-site-'))
  const out = join(folder, 'site')
  const source = { commit: '0123456789abcdef0123456789abcdef01234567', run: '42.1' }
  await buildSite(snapshot, { out, root: engine, source })
  return { out, remove: () => rm(folder, { recursive: true, force: true }) }
}
