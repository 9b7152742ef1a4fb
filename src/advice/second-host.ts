import type { Place } from '../config/mirror-place.ts'
import { type Finding, good, listed, problem, unseen } from './finding.ts'
import { absentSecrets, notHanded } from './secret-delivery.ts'
import { stepsThat, type WorkflowFile } from './workflow-file.ts'

/** The secrets without which nothing can be written there. A remote of rclone's own has names that only its owner knows. */
export function keysOf(place: Place): string[] {
  if (place.kind === 's3') return ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
  if (place.kind === 'rsync') return place.host === null ? [] : ['MIRROR_SSH_KEY']
  if (place.kind === 'rclone') return []
  if (/^https?:/.test(place.remote)) return ['MIRROR_GIT_TOKEN']
  return /^(?!file:)[^/]+:/.test(place.remote) ? ['MIRROR_SSH_KEY'] : []
}

/**
 * Whether the page is copied to its second hosts with the keys that they want. `known` null: which secrets exist, could not
 * be seen; `why` is put behind that.
 */
export function judgeSecondHosts(
  places: readonly Place[],
  files: readonly WorkflowFile[],
  known: readonly string[] | null,
  why = '',
): Finding {
  const names = listed(places.map(({ text }) => text))
  const keys = [...new Set(places.flatMap(keysOf))]
  if (files.length === 0) return unseen(`Nothing here says what copies the page to ${names}.`)
  if (stepsThat(files, ['mirror']).length === 0)
    return problem(`No workflow copies the page to ${names}: none has a step whose command is \`mirror\`.`)
  const absent = known === null ? [] : keys.filter((key) => !known.includes(key))
  if (absent.length > 0) return absentSecrets(absent, 'a second host wants')
  const handed = keys.includes('MIRROR_SSH_KEY') ? [...keys, 'MIRROR_KNOWN_HOSTS'] : keys
  for (const key of handed) {
    const gap = notHanded(key, files, ['mirror'])
    const kept = key === 'MIRROR_KNOWN_HOSTS' ? 'vars' : 'secrets'
    if (gap !== null)
      return problem(
        `${gap.path} does not hand ${key} on to \`mirror\`: write \`${key}: \${{ ${kept}.${key} }}\` under its \`env:\`.`,
      )
  }
  if (known === null && keys.length > 0)
    return unseen(
      `A workflow copies the page to ${names}; whether the repository has ${listed(keys)}, could not be seen${why}.`,
    )
  return good(`Each page is copied to ${names} before it is deployed.`)
}
