/** What `${{ }}` may ask for: `github`, `steps`, `inputs`. */
export type Contexts = Record<string, unknown>

/** The few forms of expression that our workflows use; any other one is refused, so that a test never guesses. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const text = expression.trim()
  if (text.includes(' || ')) return text.split(' || ').some((part) => evaluate(part, contexts) === true)
  if (text.includes(' && ')) return text.split(' && ').every((part) => evaluate(part, contexts) === true)
  if (text === '!cancelled()') return true
  const pair = /^([a-z][\w.-]+) == ([a-z][\w-]*\.[\w.-]+)$/.exec(text)
  if (pair) return evaluate(pair[1]!, contexts) === evaluate(pair[2]!, contexts)
  const compared = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(text)
  if (compared) {
    const equal = String(evaluate(compared[1]!, contexts) ?? '') === compared[3]
    return compared[2] === '==' ? equal : !equal
  }
  if (!/^[a-z][\w-]*(\.[\w-]+)+$/.test(text)) throw new Error(`The runner of the tests cannot read \${{ ${text} }}.`)
  return text.split('.').reduce<unknown>((value, key) => (value as Contexts | undefined)?.[key], contexts)
}

/** Fills every `${{ }}` of a value in. */
export function fill(value: unknown, contexts: Contexts): string {
  return String(value).replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    String(evaluate(expression, contexts) ?? ''),
  )
}
