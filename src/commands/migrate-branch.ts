import { isMap, isScalar, parseDocument, type Scalar, type YAMLMap } from 'yaml'

/**
 * components.yml with another `results.branch`; everything else, remarks and blanks too, stays as people wrote it. Pure.
 * `text` is YAML without mistakes, `branch` a name that needs no quotes.
 */
export function withResultsBranch(text: string, branch: string): string {
  const document = parseDocument(text)
  const results = document.get('results', true)
  if (results === undefined) return `${text}${text.endsWith('\n') ? '' : '\n'}results: { branch: ${branch} }\n`
  if (isMap(results)) {
    const value = results.get('branch', true)
    if (isScalar(value) && value.range) return spliced(text, value, branch)
    if (value === undefined && results.range) return withKey(text, results, branch)
  }
  // `results:` alone, an alias: whatever it is, the library knows how to write it.
  document.set('results', { ...document.toJS().results, branch })
  return document.toString({ lineWidth: 0 })
}

function spliced(text: string, value: Scalar, branch: string): string {
  const [start, end] = value.range!
  return text.slice(0, start) + branch + text.slice(end)
}

/** Before the first key: `{ keep: 30d }`, or a line above it with the same indentation. */
function withKey(text: string, results: YAMLMap, branch: string): string {
  const [start] = results.range!
  if (results.flow) {
    const more = results.items.length > 0 ? ',' : ' '
    return `${text.slice(0, start + 1)} branch: ${branch}${more}${text.slice(start + 1)}`
  }
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return `${text.slice(0, start)}branch: ${branch}\n${indent}${text.slice(start)}`
}
