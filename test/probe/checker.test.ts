import { afterAll, describe, expect, test } from 'vitest'
import { judgeOurselves } from '../../src/probe/checker.ts'
import { findingOf } from '../../src/probe/fault.ts'
import type { ProbeResult } from '../../src/probe/probe.ts'
import { looksLikeOurFault } from '../../src/probe/reference.ts'
import { probeRound, type RoundOptions } from '../../src/probe/round.ts'
import type { ResultClass } from '../../src/verdict/classes.ts'
import { brief, component, context, http, tcp } from './support/check.ts'
import { a, closeDns, serveDns } from './support/dns.ts'
import { answer, closeAll, closedPort, onRequest, say, serve } from './support/servers.ts'

afterAll(closeAll)
afterAll(closeDns)

const found = (id: string, place: string | null, name: ResultClass | null): ProbeResult => {
  const timings = { dns: null, connect: null, tls: null, ttfb: null, total: 1 }
  return { component: id, place, ...findingOf(name), ms: 1, timings, attempts: [] }
}
const briefs = (results: ProbeResult[]) => results.map(brief)

describe('the checker asks whether it is to blame', () => {
  const many = (...names: (ResultClass | null)[]) => names.map((name, at) => found(`c${at}`, null, name))
  test.each<[string, ProbeResult[], boolean]>([
    ['all of three fail to connect', many('refused', 'dns_nxdomain', 'connect_timeout'), true],
    ['two of two', many('refused', 'refused'), false],
    ['four of five', many('reset', 'unreachable', 'dns_error', 'refused', null), true],
    ['three of four', many('refused', 'refused', 'refused', null), false],
    ['three of three, and a vendor’s page that cannot be read', many('refused', 'refused', 'refused', 'checker'), true],
    ['three of four, and the fourth sets a limit', many('refused', 'refused', 'refused', 'rate_limited'), false],
    ['what answers badly, answers', many('status', 'status', 'status', 'timeout'), false],
    [
      'families of one component count as one',
      [found('c0', 'v4', 'refused'), found('c0', 'v6', 'refused'), found('c1', 'v4', 'refused')],
      false,
    ],
    [
      'a component that one family reaches is reached',
      [0, 1, 2].flatMap((n) => [found(`c${n}`, 'v4', null), found(`c${n}`, 'v6', 'unreachable')]),
      false,
    ],
    [
      'a family that this machine lacks abstains',
      [0, 1, 2].flatMap((n) => [found(`c${n}`, 'v4', 'refused'), found(`c${n}`, 'v6', 'no_ipv6')]),
      true,
    ],
  ])('%s', (_, results, expected) => {
    expect(looksLikeOurFault(results)).toBe(expected)
  })
})

describe('the worked cases', () => {
  const zone = async (act: (name: string) => ReturnType<Parameters<typeof serveDns>[0]>) => {
    const { resolver } = await serveDns(({ name }) => act(name))
    return { ...context, nameServers: [resolver] }
  }
  const four = (port: number) =>
    ['www', 'api', 'shop', 'mail'].map((id) =>
      component(id, http(`http://${id}.acme.example:${port}/`, { timeout: 2 })),
    )
  const options = (reference: string[]): RoundOptions => ({ reference })

  test('a dead load balancer in front of everything is a real outage: a reference answers', async () => {
    const reference = await serve(say(answer(200)))
    const names = await zone(() => ({ records: [a('127.0.0.1')] }))
    const results = await probeRound(
      four(await closedPort()),
      names,
      options([`http://ref.example:${reference.port}/`]),
    )
    expect(briefs(results)).toEqual(Array(4).fill('down refused'))
    expect(reference.connections()).toBe(1)
  })

  test('a machine without a network knows nothing: no reference answers either', async () => {
    const names = { ...context, nameServers: ['127.0.0.1:1'] }
    const results = await probeRound(four(80), names, options(['http://ref.example/', 'http://other.example/']))
    expect(briefs(results)).toEqual(Array(4).fill('unknown checker:no-network'))
  })

  test('our own zone is gone while the reference’s name resolves: down', async () => {
    const reference = await serve(say(answer(503)))
    const names = await zone((name) => (name === 'ref.example' ? { records: [a('127.0.0.1')] } : { code: 3 }))
    const results = await probeRound(four(80), names, options([`http://ref.example:${reference.port}/`]))
    expect(briefs(results)).toEqual(Array(4).fill('down dns_nxdomain'))
  })

  test('fewer than three, or less than 80 %, are real without asking', async () => {
    const reference = await serve(say(answer(200)))
    const dead = await closedPort()
    const well = await serve(onRequest((socket) => socket.write(answer(200))))
    const url = `http://127.0.0.1:${reference.port}/`
    const two = await probeRound([component('a', tcp(dead)), component('b', tcp(dead))], context, options([url]))
    expect(briefs(two)).toEqual(Array(2).fill('down refused'))
    const most = ['a', 'b', 'c'].map((id) => component(id, tcp(dead)))
    const four = await probeRound([...most, component('d', http(well.url))], context, options([url]))
    expect(briefs(four)).toEqual([...Array(3).fill('down refused'), 'up'])
    expect(reference.connections()).toBe(0)
  })

  test('asked to end before the references could answer, it keeps what is certain', async () => {
    const silent = await serve(() => {})
    const well = await serve(onRequest((socket) => socket.write(answer(200))))
    const dead = await closedPort()
    const stop = new AbortController()
    const components = ['a', 'b', 'c', 'd'].map((id) => component(id, tcp(dead)))
    const round = probeRound([...components, component('e', http(well.url))], context, {
      reference: [silent.url],
      stop: stop.signal,
    })
    while (silent.connections() === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    stop.abort()
    expect((await round).map((result) => `${result.component} ${brief(result)}`)).toEqual(['e up'])
  })
})

describe('a machine without IPv6', () => {
  const sixes = [found('a', 'v4', null), found('a', 'v6', 'unreachable'), found('b', 'v6', 'connect_timeout')]
  const overIpv6 = new Set(['a@v6', 'b@v6'])
  const judge = async (results: ProbeResult[], reference: string[]) => {
    const judged = await judgeOurselves(results, context, { reference, overIpv6 })
    return briefs(judged.results)
  }

  test('says so when no reference host is reached over IPv6 either', async () => {
    const dead = `http://[::1]:${await closedPort()}/`
    expect(await judge(sixes, [dead])).toEqual(['up', 'unknown no_ipv6', 'unknown no_ipv6'])
  })

  test('has IPv6 when a reference host answers over it: the failures are real', async () => {
    const well = await serve(say(answer(200)), '::1')
    expect(await judge(sixes, [well.url])).toEqual(['up', 'down unreachable', 'down connect_timeout'])
  })

  test('cannot know it from hosts that have no such address', async () => {
    const four = await serve(say(answer(200)))
    expect(await judge(sixes, [four.url])).toEqual(['up', 'down unreachable', 'down connect_timeout'])
    expect(four.connections()).toBe(0)
  })

  test('is not suspected when something answers or refuses over IPv6', async () => {
    const dead = `http://[::1]:${await closedPort()}/`
    const refused = [found('a', 'v6', 'unreachable'), found('b', 'v6', 'refused')]
    expect(await judge(refused, [dead])).toEqual(['down unreachable', 'down refused'])
    const up = [found('a', 'v6', 'unreachable'), found('b', 'v6', null)]
    expect(await judge(up, [dead])).toEqual(['down unreachable', 'up'])
  })
})
