import { readdirSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pair } from '../../probe/support/certificates.ts'
import { asRoot, type ServerFolder, user } from './folder.ts'
import { program } from './program.ts'
import { type RealServer, startServer } from './server.ts'

export interface MailServer {
  server: RealServer
  /** Every message that lies in the mailbox of an address, oldest first, as it came. */
  mailbox: (address: string) => Buffer[]
}

/**
 * Exim that takes mail for ada and bob at example.com and puts it into a Maildir each; `full@example.com` is refused. With
 * `password`, only for those who log in, and only behind STARTTLS.
 */
export async function startMailServer(
  folder: ServerFolder,
  port: number,
  options: { pair?: Pair; login?: { user: string; password: string } } = {},
): Promise<MailServer> {
  const { pair, login } = options
  const [spool, log, boxes] = [folder.at('spool'), folder.at('log'), folder.at('boxes')]
  for (const path of [spool, log, boxes]) {
    await mkdir(path, { recursive: true })
    if (asRoot) await chown(path, user.uid, user.gid)
    await chmod(path, 0o777)
  }
  if (pair !== undefined) {
    await folder.write('exim.pem', pair.cert)
    await folder.write('exim.key', pair.key)
  }
  const secure = `tls_advertise_hosts = *
tls_certificate = ${folder.at('exim.pem')}
tls_privatekey = ${folder.at('exim.key')}
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}`
  const config = `
exim_user = ${user.uid}
exim_group = ${user.gid}
deliver_drop_privilege = true
trusted_users = ${user.uid}
spool_directory = ${spool}
log_file_path = ${log}/%s
pid_file_path = ${folder.at('exim.pid')}
keep_environment =
primary_hostname = localhost
domainlist local_domains = example.com
acl_smtp_rcpt = rcpt
queue_only = false
${pair === undefined ? 'tls_advertise_hosts =' : secure}
begin acl
rcpt:
  deny local_parts = full
       message = 552 the mailbox is full
${login === undefined ? '' : '  deny !authenticated = *\n       message = 530 log in first'}
  accept domains = +local_domains
  deny
begin routers
everybody:
  driver = accept
  domains = +local_domains
  local_parts = ada : bob
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = ${boxes}/$local_part_data
  maildir_format
  create_directory
  user = ${user.uid}
  group = ${user.gid}
begin retry
* * F,1h,1m
begin rewrite
begin authenticators
${
  login === undefined
    ? ''
    : `plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = \${if and{{eq{$auth2}{${login.user}}}{eq{$auth3}{${login.password}}}}}
  server_set_id = $auth2
`
}
`
  const path = await folder.write('exim.conf', config, 'root')
  const words = ['-C', path, '-bdf', '-oX', `127.0.0.1.${port}`]
  const server = await startServer(program('exim4'), words, { cwd: folder.at(''), ports: [port], keepRights: true })
  const mailbox = (address: string) => {
    const box = join(boxes, address.split('@')[0]!, 'new')
    try {
      return readdirSync(box)
        .sort()
        .map((name) => readFileSync(join(box, name)))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
  return { server, mailbox }
}
