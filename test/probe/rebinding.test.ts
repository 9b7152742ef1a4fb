import { afterAll, describe, expect, test } from 'vitest'
import { openSocket } from '../../src/probe/connect.ts'
import { guardOf } from '../../src/probe/guard.ts'
import { startPhases } from '../../src/probe/phases.ts'
import { attemptAt, brief, http } from './support/check.ts'
import { a, aaaa, closeDns, serveDns, type } from './support/dns.ts'
import { answer, closeAll, onRequest, say, serve } from './support/servers.ts'

afterAll(async () => {
  closeDns()
  await closeAll()
})

const loopback6 = '00000000000000000000000000000001'
const mapped2 = '00000000000000000000ffff7f000002'
/** A name server that gives each look-up of an address the next of these. */
const changing = (...addresses: string[]) => {
  let asked = 0
  return serveDns((question) => {
    if (question.type !== type.A) return {}
    const address = addresses[Math.min(asked, addresses.length - 1)]!
    asked += 1
    return { records: [a(address)] }
  })
}

describe('a name that changes its address', () => {
  test('to a private one between two hops counts no connection there', async () => {
    const names = await changing('127.0.0.1', '127.0.0.2')
    const canary = await serve(say(answer(200)), '127.0.0.2')
    const to = `http://rebind.example.test:${canary.port}/secret`
    const first = await serve(say(answer(302, { location: to }, '')))
    const url = `http://rebind.example.test:${first.port}/`
    const check = http(url, { allow_private: ['127.0.0.1/32'] })
    expect(brief(await attemptAt(check, { nameServers: [names.resolver] }))).toBe('down redirect_blocked')
    expect([first.connections(), canary.connections()]).toEqual([1, 0])
  })

  test('to a private one between two attempts counts no connection there', async () => {
    const names = await changing('127.0.0.1', '127.0.0.2')
    const canary = await serve(say(answer(200)), '127.0.0.2')
    const check = http(`http://rebind.example.test:${canary.port}/`, { allow_private: ['127.0.0.1/32'] })
    const given = { nameServers: [names.resolver] }
    expect(brief(await attemptAt(check, given))).toBe('down refused')
    expect(brief(await attemptAt(check, given))).toBe('down private_address')
    expect(canary.connections()).toBe(0)
  })

  test('is looked up once a connection: what the guard saw is what is connected to', async () => {
    const names = await changing('198.51.100.7', '127.0.0.1')
    const canary = await serve(() => {})
    const seen: string[] = []
    const guard = guardOf(null)
    const target = {
      host: 'rebind.example.test',
      port: canary.port,
      family: 4 as const,
      nameServers: [names.resolver],
      permits: (address: string) => {
        seen.push(`${address} ${guard(address)}`)
        return false
      },
    }
    await expect(openSocket(target, startPhases(), new AbortController().signal)).rejects.toThrow('private_address')
    expect(seen).toEqual(['198.51.100.7 true'])
    expect(names.heard.length).toBe(1)
    expect(canary.connections()).toBe(0)
  })
})

test.each([
  ['of both families', [a('127.0.0.2'), aaaa(loopback6)]],
  ['that an IPv6 one carries', [aaaa(mapped2)]],
])('private addresses %s count no connection', async (_, records) => {
  const names = await serveDns((question) => ({ records: records.filter(([kind]) => kind === question.type) }))
  const four = await serve(say(answer(200)), '127.0.0.2')
  const check = http(`http://two.example.test:${four.port}/`, { allow_private: ['127.0.0.1/32'] })
  expect(brief(await attemptAt(check, { nameServers: [names.resolver] }))).toBe('down private_address')
  expect(brief(await attemptAt({ ...check, allow_private: false }, { nameServers: [names.resolver] }))).toBe(
    'down private_address',
  )
  expect(four.connections()).toBe(0)
})

test('of several addresses only those that are allowed are connected to', async () => {
  const canary = await serve(say(answer(200)), '127.0.0.2')
  const names = await serveDns(({ type: kind }) =>
    kind === type.A ? { records: [a('127.0.0.2'), a('127.0.0.1')] } : { records: [aaaa(loopback6)] },
  )
  const check = http(`http://mixed.example.test:${canary.port}/`, { allow_private: ['127.0.0.1/32'] })
  expect(brief(await attemptAt(check, { nameServers: [names.resolver] }))).toBe('down refused')
  expect(canary.connections()).toBe(0)
})

test('a redirect from an allowed private address to another is refused, and one within the list is followed', async () => {
  const canary = await serve(say(answer(200)), '127.0.0.2')
  const first = await serve(onRequest((socket) => socket.write(answer(302, { location: canary.url }, ''))))
  expect(brief(await attemptAt(http(first.url, { allow_private: ['127.0.0.1/32'] })))).toBe('down redirect_blocked')
  expect(canary.connections()).toBe(0)
  expect(brief(await attemptAt(http(first.url, { allow_private: ['127.0.0.0/30'] })))).toBe('up')
  expect(canary.connections()).toBe(1)
})
