import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { formatProblem } from '../../src/problem/problem.ts'

/** A components.yml with one kind of mistake, and every word that is said about it. */
export interface Mistake {
  file: string
  said: string
}

export function mistakes(title: string, table: Record<string, Mistake>): void {
  describe(title, () => {
    test.each(Object.entries(table))('%s', (_, { file, said }) => {
      const { config, problems } = readConfig(file)
      expect(problems.map(formatProblem).join('\n')).toBe(said)
      expect(config === null).toBe(problems.some(({ severity }) => severity === 'error'))
    })
  })
}
