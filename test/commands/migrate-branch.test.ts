import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { withResultsBranch } from '../../src/commands/migrate-branch.ts'

const head = `# yaml-language-server: $schema=x
candor: 1
site: {name: "Acme",   url: https://status.acme.example}  # ours

components:
    - id: api      # four blanks, as we like it
`

test.each([
  ['none yet', '', 'results: { branch: main }\n'],
  [
    'in braces',
    'results: { branch: status-data, keep: 30d } # short\n',
    'results: { branch: main, keep: 30d } # short\n',
  ],
  ['in quotes', 'results: { branch: "status-data" }\n', 'results: { branch: main }\n'],
  ['keep alone in braces', 'results: { keep: 30d }\n', 'results: { branch: main, keep: 30d }\n'],
  ['empty braces', 'results: {}\n', 'results: { branch: main }\n'],
  [
    'lines',
    'results:\n    # where\n    branch: status-data # here\n    keep: 30d\n',
    'results:\n    # where\n    branch: main # here\n    keep: 30d\n',
  ],
  ['keep alone in a line', 'results:\n  keep: 30d\n', 'results:\n  branch: main\n  keep: 30d\n'],
])('%s: nothing but the branch is another', (_, before, after) => {
  expect(withResultsBranch(head + before, 'main')).toBe(head + after)
})

test('nothing after it, a null, an alias: the file says so all the same, and keeps its remarks', () => {
  for (const tail of ['results:\n', 'results: ~ # default\n', 'x: &r { keep: 30d }\nresults: *r\n']) {
    const text = withResultsBranch(head + tail, 'main')
    expect(parse(text).results.branch).toBe('main')
    expect(text).toContain('# four blanks, as we like it')
  }
  expect(withResultsBranch('candor: 1', 'main')).toBe('candor: 1\nresults: { branch: main }\n')
})
