import type { z } from 'zod'

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'nothing',
}

/** "expected ...", without a full stop: the schema's own words where it has some, else made from the issue. */
export function expectation(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('expected')) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`
    case 'too_small':
      if (issue.origin === 'string') return 'expected a text that is not empty'
      if (issue.origin === 'array') return 'expected at least one entry'
      return `expected a number of at least ${issue.minimum}`
    case 'too_big':
      return `expected a number of at most ${issue.maximum}`
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(', ')}`
    default:
      return `expected something else: ${issue.message}`
  }
}
