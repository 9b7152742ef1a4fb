import { Failure } from '../problem/problem.ts'

/**
 * Fills in `${NAME}` from the environment. Only names listed in `secrets:` are read, by their whole name: a listed
 * `API` never answers for `${API_KEY}`. Throws a Failure that names what is missing, never what is there.
 */
export function secretFiller(
  listed: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): (text: string) => string {
  return (text) =>
    text.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
      if (!listed.includes(name)) {
        throw new Failure(
          `components.yml uses \${${name}}, which is not listed in \`secrets:\`.\n  Expected: secrets: [${name}]`,
        )
      }
      const value = environment[name]
      if (value === undefined || value === '') {
        throw new Failure(
          `the secret ${name} is not set.\n  Expected an environment variable ${name}; in a workflow:\n    env:\n      ${name}: \${{ secrets.${name} }}`,
        )
      }
      return value
    })
}
