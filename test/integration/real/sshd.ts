import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closedPort } from '../../probe/support/servers.ts'
import { asRoot, type ServerFolder } from './folder.ts'
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

export interface LoginServer {
  port: number
  /** What logs in here. */
  key: string
  knownHosts: string
  /** A key that opens nothing, private and as it stands in known_hosts. */
  strangersKey: string
  strangerKey: string
  stop: () => Promise<void>
}

/** OpenSSH that lets the user of this process in with one key. */
export async function startLogin(folder: string): Promise<LoginServer> {
  mkdirSync(folder, { recursive: true })
  // Where sshd of root locks itself in; Debian makes it at a start of the machine.
  if (asRoot) mkdirSync('/run/sshd', { recursive: true })
  const [host, own, stranger] = ['host', 'own', 'stranger'].map((name) => {
    const path = join(folder, name)
    execFileSync(program('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-f', path])
    return {
      key: readFileSync(path, 'utf8'),
      lock: readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' '),
    }
  }) as [{ key: string; lock: string }, { key: string; lock: string }, { key: string; lock: string }]
  writeFileSync(join(folder, 'authorized'), `${own.lock}\n`)
  const port = await closedPort()
  const config = `
ListenAddress 127.0.0.1:${port}
HostKey ${join(folder, 'host')}
AuthorizedKeysFile ${join(folder, 'authorized')}
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin yes
`
  writeFileSync(join(folder, 'sshd_config'), config)
  const words = ['-D', '-e', '-f', join(folder, 'sshd_config')]
  const server = await startServer(program('sshd'), words, { cwd: folder, ports: [port], keepRights: true })
  return {
    port,
    key: own.key,
    knownHosts: `[127.0.0.1]:${port} ${host.lock}\n`,
    strangersKey: stranger.key,
    strangerKey: `${stranger.lock.split(' ')[1]}\n`,
    stop: server.stop,
  }
}
