import type { GitHub } from '../github/client.ts'

/** The line to GitHub as a doctor uses it: several examinations ask the same, and GitHub is asked once. */
export interface Hub {
  github: GitHub
  owner: string
  ask: <T>(question: (github: GitHub) => Promise<T>) => Promise<T>
}

export function hubOf(github: GitHub): Hub {
  const answers = new Map<unknown, Promise<unknown>>()
  return {
    github,
    owner: github.place.owner,
    ask: <T>(question: (github: GitHub) => Promise<T>) => {
      if (!answers.has(question)) answers.set(question, question(github))
      return answers.get(question) as Promise<T>
    },
  }
}
