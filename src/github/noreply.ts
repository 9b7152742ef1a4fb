/** The address by which GitHub knows a person's commits without their own being shown: on an Enterprise Server its host's. */
export function noreplyAddress(id: number | string, login: string, env: Record<string, string | undefined>): string {
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com'
  const host = URL.canParse(server) ? new URL(server).hostname : 'github.com'
  return `${id}+${login}@users.noreply.${host}`
}
