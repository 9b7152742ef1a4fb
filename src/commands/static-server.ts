import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.rss': 'application/rss+xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
}

/** A server for a built site, as a static host would serve it: `base` is `` or `/repo`. */
export function staticServer(folder: string, base = ''): Server {
  return createServer((request, response) => {
    answer(folder, base, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
}

async function answer(folder: string, base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const names = namesOf(request.url ?? '/', base)
  if (names === 'home') {
    response.writeHead(302, { location: `${base}/` }).end()
    return
  }
  const path = names === null ? null : join(folder, ...names)
  const found = path === null ? null : await fileAt(path)
  if (found === 'folder') {
    const [place, query] = (request.url ?? '/').split('?', 2)
    response.writeHead(301, { location: `${place}/${query === undefined ? '' : `?${query}`}` }).end()
    return
  }
  if (found !== null) await send(found, 200, request, response)
  else await send((await fileAt(join(folder, '404.html'))) ?? null, 404, request, response)
}

/** The names along a request's path below the base; null: nothing of ours. Never one that leads out of the folder. */
function namesOf(target: string, base: string): string[] | 'home' | null {
  let path: string
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0]!)
  } catch {
    return null
  }
  if (base !== '' && (path === base || path === '/')) return 'home'
  if (!path.startsWith(`${base}/`)) return null
  const names = path.slice(base.length + 1).split('/')
  const leadsOut = names.some((name) => name === '..' || name === '.' || /[\\\0]/.test(name))
  if (leadsOut || names.slice(0, -1).includes('')) return null
  return names.at(-1) === '' ? [...names.slice(0, -1), 'index.html'] : names
}

async function fileAt(path: string): Promise<{ path: string; size: number } | 'folder' | null> {
  try {
    const found = await stat(path)
    if (found.isFile()) return { path, size: found.size }
    return found.isDirectory() && (await stat(join(path, 'index.html'))).isFile() ? 'folder' : null
  } catch {
    return null
  }
}

async function send(
  file: { path: string; size: number } | 'folder' | null,
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (file === null || file === 'folder') {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  response.writeHead(status, {
    'content-type': types[extname(file.path)] ?? 'application/octet-stream',
    'content-length': file.size,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    // Widgets on other sites read the API.
    'access-control-allow-origin': '*',
  })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const stream = createReadStream(file.path)
  stream.on('error', () => response.destroy())
  response.on('close', () => stream.destroy())
  stream.pipe(response)
}
