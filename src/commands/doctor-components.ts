import { good, problem } from '../advice/finding.ts'
import type { Examination } from './doctor-examination.ts'

/** components.yml itself. `validate` shows each mistake; what it warns of has examinations of its own here. */
export const components: Examination = {
  id: 'components',
  about: 'components.yml',
  link: 'doctor.md#components',
  async look({ problems }) {
    const mistakes = problems.filter(({ severity }) => severity === 'error').length
    if (mistakes > 0) {
      return problem(
        `components.yml has ${count(mistakes, 'mistake')}, and an earlier one is in use; \`./candor validate\` shows ${mistakes === 1 ? 'it' : 'them'}.`,
      )
    }
    return good('components.yml has no mistakes.')
  },
}

const count = (number: number, what: string) => `${number === 1 ? 'a' : number} ${what}${number === 1 ? '' : 's'}`
