import { remoteHome } from './state.ts'

/**
 * Where people look at the repository: what Actions says, else where the remote is, else GitHub itself; without a slash at
 * its end. So a page on a company's own GitHub has right links also when a laptop or a box builds it.
 */
export async function serverOfPage(root: string, env: Record<string, string | undefined>): Promise<string> {
  const server = env['GITHUB_SERVER_URL'] || (await remoteHome(root))?.server || 'https://github.com'
  return server.replace(/\/+$/, '')
}
