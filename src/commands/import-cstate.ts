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
  const issues = join(source, 'content/issues')
  if ((await kindOfPath(issues)) !== 'folder') {
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
  for (const file of await filesBelow(issues, ['.md', '.markdown']))
    texts.set(`content/issues/${file}`, await textOfFile(join(issues, file)))
  return cstateHaul({ config, issues: texts })
}
