/**
 * Variables that let git read from a private repository with the token of a job, when the checkout kept none: the token
 * is in no file and on no command line, and goes to GitHub alone. Nothing without a token.
 */
export function tokenSettings(env: Record<string, string | undefined>): Record<string, string> {
  const { GITHUB_TOKEN: token } = env
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com'
  if (!token || env['GIT_CONFIG_COUNT'] !== undefined || !URL.canParse(server)) return {}
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(server).origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  }
}
