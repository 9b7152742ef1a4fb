import { Failure } from '../problem/problem.ts'

/** Where a repository lives: github.com, or a company's own GitHub Enterprise Server. */
export interface Place {
  /** Of the REST API, without a slash at its end: `https://api.github.com`. */
  api: string
  /** Of the pages people look at: `https://github.com`. */
  server: string
  owner: string
  name: string
  token: string
}

/** What GitHub Actions tells every step, and what a person may set by hand. */
export type Environment = Record<string, string | undefined>

/**
 * Reads GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY and GITHUB_TOKEN. `repository` (`owner/name`) is used where
 * GITHUB_REPOSITORY is not set. Throws a Failure that says which one is missing.
 */
export function placeFrom(env: Environment, repository: string | null = null): Place {
  const slug = env['GITHUB_REPOSITORY'] || repository
  const [, owner, name] = /^([\w-][\w.-]*)\/([\w.-]*[\w-][\w.-]*)$/.exec(slug ?? '') ?? []
  if (owner === undefined || name === undefined) {
    throw new Failure(
      `It is not known which repository on GitHub this is${slug ? ` (\`${slug}\` is none)` : ''}.\n  Expected GITHUB_REPOSITORY=owner/name, which GitHub Actions sets by itself, or in components.yml:\n    site: { repository: owner/name }`,
    )
  }
  const token = env['GITHUB_TOKEN'] ?? ''
  if (token === '') {
    throw new Failure(
      'There is no token to speak to GitHub with.\n  Expected one in GITHUB_TOKEN; in a workflow:\n    env: { GITHUB_TOKEN: $' +
        '{{ github.token }} }',
    )
  }
  return {
    api: address('GITHUB_API_URL', env['GITHUB_API_URL'], 'https://api.github.com'),
    server: address('GITHUB_SERVER_URL', env['GITHUB_SERVER_URL'], 'https://github.com'),
    owner,
    name,
    token,
  }
}

function address(key: string, text: string | undefined, otherwise: string): string {
  const url = URL.canParse(text || otherwise) ? new URL(text || otherwise) : null
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw new Failure(`${key} is no address: \`${text}\`.\n  Expected one such as ${otherwise}`)
  }
  return url.href.replace(/\/+$/, '')
}
