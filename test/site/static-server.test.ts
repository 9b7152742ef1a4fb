import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/commands/listen.ts'
import { staticServer } from '../../src/commands/static-server.ts'

let folder: string
const servers: Server[] = []
let atRoot: string
let underBase: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candor-static-'))
  const site = join(folder, 'site')
  await mkdir(join(site, 'components', 'größe'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(site, 'index.html'), '<h1>home</h1>')
  await writeFile(join(site, '404.html'), '<h1>missing</h1>')
  await writeFile(join(site, 'feed.xml'), '<feed/>')
  await writeFile(join(site, 'version.json'), '{}')
  await writeFile(join(site, 'components', 'größe', 'index.html'), '<h1>size</h1>')
  await symlink(join(folder, 'nowhere'), join(site, 'broken'))
  servers.push(staticServer(site), staticServer(site, '/repo'))
  ;[atRoot, underBase] = (await Promise.all(servers.map((server) => listen(server, 0)))) as [string, string]
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await rm(folder, { recursive: true })
})

/** A request as written: `fetch` would tidy the path first. */
function ask(origin: string, path: string, method = 'GET') {
  return new Promise<{ status: number; type: string | undefined; location: string | undefined; text: string }>(
    (done, fail) => {
      const { hostname, port } = new URL(origin)
      const sent = request({ hostname, port, path, method }, async (response) => {
        const parts: Buffer[] = []
        for await (const part of response) parts.push(part as Buffer)
        const { location, 'content-type': type } = response.headers
        done({ status: response.statusCode!, type, location, text: Buffer.concat(parts).toString() })
      })
      sent.on('error', fail)
      sent.end()
    },
  )
}

describe('the static server', () => {
  test.each([
    ['/', 200, 'text/html; charset=utf-8', '<h1>home</h1>'],
    ['/?from=mail', 200, 'text/html; charset=utf-8', '<h1>home</h1>'],
    ['/feed.xml', 200, 'application/xml; charset=utf-8', '<feed/>'],
    ['/version.json', 200, 'application/json; charset=utf-8', '{}'],
    ['/components/gr%C3%B6%C3%9Fe/', 200, 'text/html; charset=utf-8', '<h1>size</h1>'],
    ['/nowhere/', 404, 'text/html; charset=utf-8', '<h1>missing</h1>'],
    ['/components/', 404, 'text/html; charset=utf-8', '<h1>missing</h1>'],
    ['/broken', 404, 'text/html; charset=utf-8', '<h1>missing</h1>'],
  ])('answers %s with %i and %s', async (path, status, type, text) => {
    expect(await ask(atRoot, path)).toMatchObject({ status, type, text })
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/components/../../secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/index.html%00.txt',
    '/%ff',
    '/components/%2e/../../../etc/passwd',
  ])('lets %s lead nowhere', async (path) => {
    const { status, text } = await ask(atRoot, path)
    expect(status).toBe(404)
    expect(text).not.toContain('secret')
  })

  test('answers HEAD without a body and refuses to be written to', async () => {
    expect(await ask(atRoot, '/', 'HEAD')).toMatchObject({ status: 200, text: '' })
    expect(await ask(atRoot, '/nowhere/', 'HEAD')).toMatchObject({ status: 404, text: '' })
    expect(await ask(atRoot, '/', 'POST')).toMatchObject({ status: 405 })
  })

  test('adds the slash that a folder needs', async () => {
    expect(await ask(atRoot, '/components/gr%C3%B6%C3%9Fe?a=1')).toMatchObject({
      status: 301,
      location: '/components/gr%C3%B6%C3%9Fe/?a=1',
    })
  })

  test('serves a project page below its base path alone', async () => {
    expect(await ask(underBase, '/repo/')).toMatchObject({ status: 200, text: '<h1>home</h1>' })
    expect(await ask(underBase, '/repo')).toMatchObject({ status: 302, location: '/repo/' })
    expect(await ask(underBase, '/')).toMatchObject({ status: 302, location: '/repo/' })
    expect(await ask(underBase, '/feed.xml')).toMatchObject({ status: 404 })
    expect(await ask(underBase, '/repository/feed.xml')).toMatchObject({ status: 404 })
  })

  test('says in a sentence that a port is taken', async () => {
    const port = Number(new URL(atRoot).port)
    const other = staticServer(folder)
    await expect(listen(other, port)).rejects.toThrow(`port ${port} is in use`)
  })
})
