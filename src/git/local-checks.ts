import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere, writeWhole } from '../store/file.ts'
import { inTurn } from '../store/turn.ts'
import { isResultFile } from './tip.ts'

/** The result files in checks/ here, by name. Links and folders are not results. */
export async function readLocalChecks(root: string): Promise<Map<string, string>> {
  const folder = join(root, 'checks')
  const found = new Map<string, string>()
  for (const name of (await namesIn(folder)).filter(isResultFile).sort()) {
    const path = join(folder, name)
    if ((await lstat(path)).isFile()) found.set(name, await readFile(path, 'utf8'))
  }
  return found
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/**
 * Writes merged files into checks/ (null removes one). A file that grew since `before` was read is merged once
 * more by `again`: a row that a running check appended meanwhile stays.
 */
export async function writeLocalChecks(
  root: string,
  before: Map<string, string>,
  merged: Map<string, string | null>,
  again: (name: string, ours: string, theirs: string) => string,
): Promise<void> {
  const folder = join(root, 'checks')
  await inTurn(folder, async () => {
    for (const [name, text] of merged) await writeOne(join(folder, name), text, before.get(name), name, again)
  })
}

async function writeOne(
  path: string,
  text: string | null,
  before: string | undefined,
  name: string,
  again: (name: string, ours: string, theirs: string) => string,
): Promise<void> {
  // Right before it is replaced: the shorter that takes, the less another process can append between.
  const current = (await readIfThere(path)) ?? undefined
  if (text === null) await rm(path, { force: true })
  else if (current !== undefined && current !== before) await writeWhole(path, again(name, current, text))
  else if (current !== text) await writeWhole(path, text)
}

/** The id git gives to a file of this text, as long as `like` (SHA-1 or SHA-256): equal ids need no look inside. */
export function objectId(text: string, like: string): string {
  const bytes = Buffer.from(text, 'utf8')
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex')
}
