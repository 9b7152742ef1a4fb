import type { ServerFolder } from './folder.ts'
import { program } from './program.ts'
import { type RealServer, startServer } from './server.ts'

/** OpenSSH that lets one client be on its way in at a time; nobody can log in. */
export async function startSshd(folder: ServerFolder, port: number): Promise<RealServer> {
  await folder.run(program('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-f', folder.at('host_key')])
  const config = `
ListenAddress 127.0.0.1:${port}
HostKey ${folder.at('host_key')}
PidFile none
UsePAM no
MaxStartups 1
`
  const path = await folder.write('sshd_config', config)
  return await startServer(program('sshd'), ['-D', '-e', '-f', path], { cwd: folder.at(''), ports: [port] })
}
