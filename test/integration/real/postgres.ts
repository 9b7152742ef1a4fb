import type { Pair } from '../../probe/support/certificates.ts'
import type { ServerFolder } from './folder.ts'
import { program } from './program.ts'
import { type RealServer, startServer } from './server.ts'

/** Makes an empty database in the folder. */
export async function initPostgres(folder: ServerFolder): Promise<void> {
  await folder.run(program('initdb'), [
    '-D',
    folder.at('data'),
    '-U',
    'candor',
    '-A',
    'trust',
    '--no-sync',
    '-E',
    'UTF8',
  ])
}

/** PostgreSQL on that database; without a pair it speaks no TLS. */
export async function startPostgres(folder: ServerFolder, port: number, pair: Pair | null): Promise<RealServer> {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  if (pair !== null) {
    const cert = await folder.write('postgres.pem', pair.cert)
    const key = await folder.write('postgres.key', pair.key)
    settings.push('ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`)
  }
  const words = ['-D', folder.at('data'), ...settings.flatMap((setting) => ['-c', setting])]
  // At once, and yet it gives its shared memory back.
  const ending = 'SIGQUIT'
  return await startServer(program('postgres'), words, { cwd: folder.at(''), ports: [port], ending })
}
