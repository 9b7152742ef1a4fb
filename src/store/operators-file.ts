import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatOperators, type OperatorWord, operatorsFile, operatorsHeader } from '../checks/operators.ts'
import { openChecksFolder } from './checks-folder.ts'

/** Appends what operators said to checks/; a row that is there already stays one. */
export async function appendOperators(root: string, words: readonly OperatorWord[]): Promise<void> {
  const path = join(await openChecksFolder(root), operatorsFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) await writeFile(path, operatorsHeader)
  const there = new Set((text ?? '').split('\n'))
  const missing = words.filter((word) => !there.has(formatOperators([word]).trimEnd()))
  // A torn line is closed first: it must not take the next one with it.
  const gap = text !== null && text !== '' && !text.endsWith('\n') ? '\n' : ''
  if (missing.length > 0) await appendFile(path, gap + formatOperators(missing))
}
