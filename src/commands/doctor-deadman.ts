import { good, problem, unseen } from '../advice/finding.ts'
import { notHanded } from '../advice/secret-delivery.ts'
import { Failure } from '../problem/problem.ts'
import { deadmanOf } from './deadman.ts'
import type { Examination } from './doctor-examination.ts'
import { existing } from './doctor-secrets.ts'

const name = 'DEADMAN_URL'

/** Somebody outside who notices when the checks themselves have stopped. He is not pinged: it would look like a round. */
export const deadman: Examination = {
  id: 'deadman',
  about: 'the dead-man',
  link: 'doctor.md#dead-man',
  async look(patient) {
    const { env, workflows, hub } = patient
    const isHere = (env[name] ?? '') !== ''
    if (isHere) {
      try {
        deadmanOf(env)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        return problem(error.message.split('\n')[0]!)
      }
    }
    const gap = notHanded(name, workflows)
    if (gap !== null) {
      return problem(
        `${gap.path} does not hand ${name} on to ${gap.missing} of the ${gap.of} steps that check, so nobody would notice that they stopped.`,
      )
    }
    if (isHere) return good('Somebody outside is told after each run, and notices when the checks stop.')
    const { names, why } = await existing(patient, [name])
    if (names === null)
      return unseen(`Whether anybody would notice that the checks stopped (${name}) cannot be seen${why}.`)
    if (names.includes(name)) return good('Somebody outside is told after each run, and notices when the checks stop.')
    return problem(
      `Nobody would notice that the checks stopped: ${hub === null ? '' : 'the repository has '}no secret ${name}${hub === null ? ' is set' : ''}.`,
    )
  },
}
