import { execFile } from 'node:child_process'
import { chown, mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Pair } from '../../probe/support/certificates.ts'
import { asRoot, type ServerFolder, user } from './folder.ts'
import { program } from './program.ts'
import { type RealServer, startServer } from './server.ts'

/** Exim that takes one connection at a time and no mail; without a pair it has no STARTTLS. */
export async function startExim(folder: ServerFolder, port: number, pair: Pair | null): Promise<RealServer> {
  const [spool, log] = [folder.at('spool'), folder.at('log')]
  for (const path of [spool, log]) {
    await mkdir(path, { recursive: true })
    if (asRoot) await chown(path, user.uid, user.gid)
  }
  if (pair !== null) {
    await folder.write('exim.pem', pair.cert)
    await folder.write('exim.key', pair.key)
  }
  const secure = `tls_advertise_hosts = *
tls_certificate = ${folder.at('exim.pem')}
tls_privatekey = ${folder.at('exim.key')}`
  const config = `
exim_user = ${user.uid}
exim_group = ${user.gid}
admin_groups = ${asRoot ? 'root' : await ownGroup()}
spool_directory = ${spool}
log_file_path = ${log}/%s
pid_file_path = ${folder.at('exim.pid')}
keep_environment =
primary_hostname = localhost
smtp_accept_max = 1
acl_smtp_rcpt = deny
${pair === null ? 'tls_advertise_hosts =' : secure}
begin acl
begin routers
begin transports
begin retry
begin rewrite
`
  // Exim gives its rights up by itself, and believes only a configuration of root's when it has some.
  const path = await folder.write('exim.conf', config, 'root')
  const words = ['-C', path, '-bdf', '-oX', `127.0.0.1.${port}`]
  return await startServer(program('exim4'), words, { cwd: folder.at(''), ports: [port], keepRights: true })
}

async function ownGroup(): Promise<string> {
  const { stdout } = await promisify(execFile)('id', ['-gn'])
  return stdout.trim()
}
