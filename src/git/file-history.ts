import { Failure } from '../problem/problem.ts'
import type { Instant } from '../time/instant.ts'
import { ask, git } from './git.ts'

/** A change of a file by one commit; `text` null: it was removed. */
export interface FileChange {
  path: string
  at: Instant
  text: string | null
}

/** Whether a folder is the top of a clone, and a whole one. */
export async function cloneAt(folder: string): Promise<'whole' | 'shallow' | null> {
  const prefix = await ask(folder, ['rev-parse', '--show-prefix'])
  if (prefix !== '' || (await ask(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])) === null) return null
  return (await ask(folder, ['rev-parse', '--is-shallow-repository'])) === 'true' ? 'shallow' : 'whole'
}

/** Every change of the files below `under`, oldest first, with what the file said after it. */
export async function fileHistory(folder: string, under: string, limit = 600): Promise<FileChange[]> {
  const log = await git(
    folder,
    [
      'log',
      '--reverse',
      '--no-renames',
      '--no-ext-diff',
      '--no-merges',
      '--raw',
      '--no-abbrev',
      '-z',
      '--format=commit at %ct',
      '--',
      under,
    ],
    { limit },
  )
  if (log.code !== 0) throw new Failure(`the history of ${folder} cannot be read: ${log.stderr.split('\n')[0]}`)
  const changes: { path: string; at: Instant; blob: string | null }[] = []
  let at = 0
  const fields = log.stdout.toString('utf8').split('\0')
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index]!.trim()
    const time = /^commit at (\d+)/.exec(field)
    if (time !== null) at = Number(time[1])
    const raw = /:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(field)
    if (raw === null) continue
    const path = fields[index + 1] ?? ''
    index += 1
    // Links and submodules are no files of results.
    if (raw[3] === 'D') changes.push({ path, at, blob: null })
    else if (raw[1] === '100644' || raw[1] === '100755') changes.push({ path, at, blob: raw[2]! })
  }
  const texts = await textsOf(folder, new Set(changes.flatMap(({ blob }) => blob ?? [])), limit)
  return changes.map(({ path, at: time, blob }) => ({
    path,
    at: time,
    text: blob === null ? null : (texts.get(blob) ?? ''),
  }))
}

async function textsOf(folder: string, blobs: ReadonlySet<string>, limit: number): Promise<Map<string, string>> {
  const answer = await git(folder, ['cat-file', '--batch'], {
    input: [...blobs].map((blob) => `${blob}\n`).join(''),
    limit,
  })
  if (answer.code !== 0)
    throw new Failure(`the files of ${folder}'s history cannot be read: ${answer.stderr.split('\n')[0]}`)
  const texts = new Map<string, string>()
  const bytes = answer.stdout
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    const head = /^([0-9a-f]+) (\w+)(?: (\d+))?$/.exec(bytes.toString('latin1', from, end))
    if (head === null) break
    const size = Number(head[3] ?? 0)
    if (head[3] !== undefined) texts.set(head[1]!, bytes.toString('utf8', end + 1, end + 1 + size))
    from = head[3] === undefined ? end + 1 : end + 1 + size + 1
  }
  return texts
}
