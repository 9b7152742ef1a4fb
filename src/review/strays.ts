import type { Problem } from '../problem/problem.ts'

/** A file of incidents/ as a change brings it. */
interface Brought {
  path: string
  kind: 'file' | 'link' | 'other'
}

/** Whether the page shows this file as a post. */
export function isPost(path: string): boolean {
  return /^incidents\/(?!_)(?!readme\.md$)[^/]+\.md$/i.test(path)
}

/** What is wrong with a file of incidents/ that is no post: somebody may wait for it to be on the page, in vain. */
export function strayProblem({ path, kind }: Brought): Problem | null {
  const problem = (severity: Problem['severity'], message: string, hint: string) => ({
    file: path,
    line: 1,
    column: 1,
    severity,
    message,
    hint,
  })
  if (kind === 'link')
    return problem('error', 'This is a link to another place; it was not followed.', 'Expected the file itself.')
  if (kind === 'other')
    return problem(
      'error',
      'This is another repository; it is not read.',
      'Expected a file, as in:\n  incidents/2026-11-21-api.md',
    )
  if (isPost(path) || /^incidents\/(_[^/]*(\/.*)?|readme\.md)$/i.test(path)) return null
  const name = path.split('/').at(-1)!
  if (/\.(md|markdown|mdown|mdx|mkd|txt)$/i.test(name) || !name.includes('.')) {
    const right = `incidents/${name.replace(/\.[^.]*$/, '')}.md`
    return problem(
      'error',
      'The page does not show this file: posts stand directly in incidents/ and end in .md.',
      `Expected:\n  ${right}`,
    )
  }
  return problem(
    'warning',
    'The page does not show this file.',
    'Only Markdown files directly in incidents/ are published; link to pictures and other things instead.',
  )
}
