import { type Finding, good, listed, problem } from './finding.ts'
import { enginePins, type WorkflowFile } from './workflow-file.ts'

const commit = /^[0-9a-f]{40}$/

/** How thin workflows name the engine: by one whole commit, which nobody can move under them. */
export function judgePins(files: readonly WorkflowFile[]): Finding {
  const pins = enginePins(files)
  if (pins.length === 0) return good('The engine is in this repository itself: nothing has to be pinned.')
  const place = pins.find(({ repository }) => !/^[\w.-]+\/[\w.-]+$/.test(repository) || repository.startsWith('OWNER/'))
  if (place !== undefined) {
    return problem(
      `${place.path} takes the engine from \`${place.repository}\`, which is no repository; put its owner in.`,
    )
  }
  const loose = pins.find(({ ref }) => !commit.test(ref))
  if (loose !== undefined) {
    return problem(
      `${loose.path} takes the engine from \`${loose.repository}@${loose.ref}\`, which others can move; pin a whole commit of 40 signs.`,
    )
  }
  const versions = [...new Set(pins.map(({ repository, ref }) => `${repository}@${ref.slice(0, 7)}`))]
  if (versions.length > 1)
    return problem(
      `The workflows take the engine in ${versions.length} versions (${listed(versions)}); pin one in all of them.`,
    )
  return good(`All workflows take the engine from ${versions[0]}, one commit.`)
}
