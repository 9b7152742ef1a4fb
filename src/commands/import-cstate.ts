import { join } from 'node:path'
import { cstateHaul } from '../imports/cstate.ts'
import type { Haul } from '../imports/haul.ts'
import { Failure } from '../problem/problem.ts'
import { filesBelow, kindOfPath, textOfFile } from '../store/import-source.ts'

const configs = [
  'config.yml',
  'config.yaml',
  'hugo.yml',
  'hugo.yaml',
  'config/_default/config.yml',
  'exampleSite/config.yml',
]

/** A clone of a cState repository. */
export async function cstateSource(source: string): Promise<Haul> {
  const content = join(source, 'content')
  const isThere = (await kindOfPath(content)) === 'folder'
  // content/issues, and content/<language>/issues where there are several.
  const files = (isThere ? await filesBelow(content, ['.md', '.markdown']) : []).filter((file) =>
    /^(?:[^/]+\/)?issues\//.test(file),
  )
  if (files.length === 0 && (await kindOfPath(join(content, 'issues'))) !== 'folder') {
    throw new Failure(
      `${source} has no content/issues folder.\n  Expected a clone of a cState repository, as in:\n    git clone https://github.com/acme/status old-page && ./candor import cstate old-page`,
      { exitCode: 2 },
    )
  }
  let config: { file: string; text: string | null } = { file: 'config.yml', text: null }
  for (const file of configs) {
    if (config.text === null && (await kindOfPath(join(source, file))) === 'file')
      config = { file, text: await textOfFile(join(source, file)) }
  }
  const texts = new Map<string, string | null>()
  for (const file of files) texts.set(`content/${file}`, await textOfFile(join(content, file)))
  return cstateHaul({ config, issues: texts })
}
