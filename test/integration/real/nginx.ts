import type { Pair } from '../../probe/support/certificates.ts'
import type { ServerFolder } from './folder.ts'
import { program } from './program.ts'
import { type RealServer, startServer } from './server.ts'

export interface NginxPorts {
  http: number
  https: number
  expired: number
}

/** `/` answers, `/sick` is a 503, `/behind` asks a server that is not there. */
export async function startNginx(
  folder: ServerFolder,
  ports: NginxPorts,
  pairs: { good: Pair; expired: Pair },
): Promise<RealServer> {
  for (const [name, pair] of Object.entries(pairs)) {
    await folder.write(`${name}.pem`, pair.cert)
    await folder.write(`${name}.key`, pair.key)
  }
  const secure = (name: string) => `ssl_certificate ${name}.pem; ssl_certificate_key ${name}.key;`
  const servers = `
  server {
    listen 127.0.0.1:${ports.http};
    location / { return 200 "fine"; }
    location /sick { return 503; }
    location /behind { proxy_pass http://127.0.0.1:1; }
  }
  server { listen 127.0.0.1:${ports.https} ssl; ${secure('good')} location / { return 200 "fine"; } }
  server { listen 127.0.0.1:${ports.expired} ssl; ${secure('expired')} location / { return 200 "fine"; } }
`
  return await startServers(folder, servers, Object.values(ports))
}

/** nginx with `server` blocks of one's own, which listen at these ports. */
export async function startServers(folder: ServerFolder, servers: string, ports: number[]): Promise<RealServer> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const config = `
daemon off;
pid nginx.pid;
error_log stderr;
worker_processes 1;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${name};`).join('\n  ')}
  types { text/html html; application/json json; }
  ${servers}
}
`
  const path = await folder.write('nginx.conf', config)
  const words = ['-p', folder.at(''), '-e', 'stderr', '-c', path]
  return await startServer(program('nginx'), words, { cwd: folder.at(''), ports })
}
