import { join } from 'node:path'
import process from 'node:process'
import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read.ts'
import { Failure, formatProblem, type Problem } from '../problem/problem.ts'
import { readIfThere, writeWhole } from './file.ts'

const lastGood = join('checks', 'last-good-components.yml')

export interface LoadedConfig {
  config: Config
  /** False when components.yml is broken and the copy of the last good one is in use. */
  current: boolean
  /** The words it was read from. */
  text: string
  /** What is wrong with components.yml, and what it warns of. */
  problems: Problem[]
}

/**
 * Reads components.yml; when it is broken, the last one that was accepted, so that checks and page go on.
 * Throws a Failure with every problem when there is neither.
 */
export async function loadConfig(root: string): Promise<LoadedConfig> {
  const text = await readIfThere(join(root, 'components.yml'))
  if (text === null) {
    throw new Failure(
      `there is no components.yml in ${root}.\n  Expected the folder of a status page; make one with: ./candor init my-status\n  or name it: --root path/to/it`,
    )
  }
  const read = readConfig(text)
  if (read.config !== null) return { config: inActions(read.config), current: true, text, problems: read.problems }

  const copy = await readIfThere(join(root, lastGood))
  const fallback = copy === null ? null : readConfig(copy, 'checks/last-good-components.yml').config
  if (copy !== null && fallback !== null) {
    return { config: inActions(fallback), current: false, text: copy, problems: read.problems }
  }
  throw new Failure(
    `components.yml has mistakes, and there is no earlier good copy to go on with.\n${read.problems.map(formatProblem).join('\n')}`,
    {
      exitCode: 1,
    },
  )
}

/**
 * Keeps the accepted components.yml beside the results, for the day the one on main is broken. `text` is what was
 * accepted, not what the file holds by now.
 */
export async function keepLastGood(root: string, text: string): Promise<void> {
  if ((await readIfThere(join(root, lastGood))) !== text) await writeWhole(join(root, lastGood), text)
}

/** In Actions the repository is known by itself. */
function inActions(config: Config): Config {
  const repository = config.site.repository ?? process.env['GITHUB_REPOSITORY'] ?? null
  return { ...config, site: { ...config.site, repository } }
}
