/** A value that must not go out, and the environment variable that holds it. */
export interface Secret {
  name: string
  value: string
}

/** Names that our own code, GitHub and Git's hosts give to what opens doors, whether components.yml speaks of them or not. */
const known = new Set([
  ...['GITHUB_TOKEN', 'GH_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'CI_JOB_TOKEN'],
  ...['DEADMAN_URL', 'GLOBALPING_TOKEN', 'NODE_AUTH_TOKEN', 'RSYNC_PASSWORD', 'SSHPASS'],
])
const telling = /(^|_)(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS|(API|ACCESS|SECRET|PRIVATE|DEPLOY|SSH)_KEY)$/

/** Names that a components.yml uses (`${API_TOKEN}`) or lists under `secrets:`; also of one that cannot be read. */
export function namesIn(components: string): string[] {
  const used = [...components.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name]) => name!)
  const list = /^secrets:(.*(?:\n(?:[ \t-].*)?)*)/m.exec(components)?.[1] ?? ''
  const listed = list.replaceAll(/(^|\s)#.*$/gm, '').match(/\b[A-Z][A-Z0-9_]*\b/g) ?? []
  return [...new Set([...used, ...listed])]
}

/** The secrets of an environment: the named ones, and those whose names say what they are. */
export function secretsIn(
  environment: Readonly<Record<string, string | undefined>>,
  named: Iterable<string>,
): { secrets: Secret[]; tooPlain: string[]; missing: string[] } {
  const names = new Set(named)
  const missing = [...names].filter((name) => !environment[name]?.trim())
  const others = Object.keys(environment).filter((name) => known.has(name) || telling.test(name))
  const all = [...new Set([...names, ...others])].flatMap((name) => {
    const value = environment[name]?.trim() ?? ''
    return value === '' ? [] : [{ name, value }]
  })
  return {
    secrets: all.filter(({ value }) => !isPlain(value)),
    tooPlain: all.filter(({ value }) => isPlain(value)).map(({ name }) => name),
    missing,
  }
}

/** The same environment without its secrets: what others' code is started with. */
export function withoutSecrets<T extends Readonly<Record<string, string | undefined>>>(
  environment: T,
  named: Iterable<string>,
): T {
  const names = new Set(named)
  const kept = Object.entries(environment).filter(
    ([name]) => !names.has(name) && !known.has(name) && !telling.test(name),
  )
  return Object.fromEntries(kept) as T
}

const shortest = 8
const shortestWord = 16

/**
 * Whether a value is so short or so usual that it stands where nobody gave it away: a `1`, `postgres` or a sender's mail
 * address would stop every page.
 */
export function isPlain(value: string): boolean {
  if (value.length < shortest) return true
  if (value.length < shortestWord && /^(\p{L}+|[\d.,:+-]+)$/u.test(value)) return true
  return /^[^\s@/:]+@[\w-]+(\.[\w-]+)+$/.test(value)
}
