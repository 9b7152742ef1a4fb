import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deadmanOf, watched } from '../../src/commands/deadman.ts'

let server: Server
let asked: string[]
let statuses: number[]
let said: string

beforeEach(async () => {
  asked = []
  statuses = []
  said = ''
  server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`)
    answer.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end('OK')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text
    return true
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await new Promise((resolve) => server.close(resolve))
})

const address = (path = '/ping/secret-uuid') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
const deadman = (path?: string) => deadmanOf({ DEADMAN_URL: address(path) })

describe('a dead-man', () => {
  test('hears that all is well once the work is done', async () => {
    expect(await watched(deadman(), async () => 0)).toBe(0)
    expect(asked).toEqual(['GET /ping/secret-uuid'])
  })

  test('hears of a failure by /fail, and the failure goes on', async () => {
    const failing = async () => Promise.reject(new Error('the remote is gone'))
    await expect(watched(deadman(), failing)).rejects.toThrow('the remote is gone')
    expect(asked).toEqual(['GET /ping/secret-uuid/fail'])
  })

  test('keeps what stands behind the path', async () => {
    await expect(watched(deadman('/ping/?create=1'), async () => Promise.reject(new Error()))).rejects.toThrow()
    expect(asked).toEqual(['GET /ping/fail?create=1'])
  })

  test('is pinged again when it fails', async () => {
    statuses = [503]
    await watched(deadman(), async () => 0)
    expect(asked).toHaveLength(2)
    expect(said).toBe('')
  })

  test('that redirects is not followed, and that fails stops nothing; its address is in no message', async () => {
    statuses = [302, 302, 302]
    expect(await watched(deadman(), async () => 1)).toBe(1)
    expect(asked).toEqual(Array(3).fill('GET /ping/secret-uuid'))
    expect(said).toBe('candor: the dead-man (DEADMAN_URL) did not take the ping: it answers with status 302.\n')
  })

  test('that is not there is said without its address', async () => {
    const gone = deadmanOf({ DEADMAN_URL: 'http://127.0.0.1:1/secret-uuid' })
    await watched(gone, async () => 0)
    expect(said).toContain('nothing answers there')
    expect(said).not.toMatch(/secret-uuid|127\.0\.0\.1/)
  })

  test.each([undefined, '', '  '])('is none where DEADMAN_URL is %j', async (text) => {
    expect(deadmanOf({ DEADMAN_URL: text })).toBeNull()
    expect(await watched(null, async () => 0)).toBe(0)
  })

  test.each(['secret-uuid', 'file:///secret-uuid', 'gopher://secret-uuid'])('at %j is refused, unnamed', (text) => {
    expect(() => deadmanOf({ DEADMAN_URL: text })).toThrow('DEADMAN_URL is no address of the web.')
    try {
      deadmanOf({ DEADMAN_URL: text })
    } catch (error) {
      expect((error as Error).message).not.toContain('secret-uuid')
    }
  })
})
