import { judgeSecondHosts, keysOf } from '../advice/second-host.ts'
import type { Config } from '../config/config.ts'
import { readPlace } from '../config/mirror-place.ts'
import type { Examination } from './doctor-examination.ts'
import { existing } from './doctor-secrets.ts'

/** Where the page stands when GitHub does not, if anywhere. Nothing is copied: that is for `./candor mirror` to try. */
export function secondHosts({ mirrors = [] }: Config): Examination[] {
  if (mirrors.length === 0) return []
  // What is no place is among the problems of components.yml.
  const places = mirrors.map(readPlace).filter((place) => typeof place !== 'string')
  return [
    {
      id: 'mirrors',
      about: 'the second hosts',
      link: 'doctor.md#second-hosts',
      async look(patient) {
        const { names, why } = await existing(patient, places.flatMap(keysOf))
        return judgeSecondHosts(places, patient.workflows, names, why)
      },
    },
  ]
}
