import { afterAll, describe, expect, test } from 'vitest'
import type { Component } from '../../src/config/config.ts'
import { probeRound, type RoundOptions } from '../../src/probe/round.ts'
import { secretFiller } from '../../src/probe/secrets.ts'
import type { LastResult } from '../../src/probe/targets.ts'
import { brief, component, context, http, tcp } from './support/check.ts'
import { answer, closeAll, closedPort, onRequest, type Running, say, serve } from './support/servers.ts'

afterAll(closeAll)

/** A server that answers by turns, the last for ever. */
function byTurns(...answers: Buffer[]): Promise<Running> {
  let turn = 0
  return serve(
    onRequest((socket) => {
      socket.write(answers[Math.min(turn, answers.length - 1)]!)
      turn += 1
    }),
  )
}

const round = (components: Component[], options: Partial<RoundOptions> = {}) =>
  probeRound(components, context, { reference: [], ...options })
const confirmed = { confirm: 3, confirm_every: 0.02 }

describe('a round', () => {
  test('confirms what fails on fresh connections, and takes the best', async () => {
    const flaky = await byTurns(answer(500), answer(500), answer(200))
    const broken = await byTurns(answer(500))
    const results = await round([
      component('a', http(flaky.url, confirmed)),
      component('b', http(broken.url, confirmed)),
    ])
    expect(results.map(brief)).toEqual(['up', 'down status:500'])
    expect(results[0]!.attempts.map(brief)).toEqual(['down status:500', 'down status:500', 'up'])
    expect([flaky.connections(), broken.connections()]).toEqual([3, 3])
  })

  test('gives one attempt to what was down, is limited, or asks for later', async () => {
    const broken = await byTurns(answer(500))
    const limited = await byTurns(answer(429))
    const busy = await byTurns(answer(503, { 'retry-after': '9' }))
    const last = new Map<string, LastResult>([['a', { verdict: 'down', ms: 5 }]])
    const components = [broken, limited, busy].map(({ url }, i) => component('abc'[i]!, http(url, confirmed)))
    const results = await round(components, { last })
    expect(results.map(({ attempts }) => attempts.length)).toEqual([1, 1, 1])
    expect(results.map(brief)).toEqual(['down status:500', 'unknown rate_limited', 'down status:503'])
  })

  test('confirms side by side: what waits holds nobody up', async () => {
    const broken = await Promise.all(Array.from({ length: 8 }, () => byTurns(answer(500))))
    const components = broken.map(({ url }, i) => component(`c${i}`, http(url, { confirm: 2, confirm_every: 0.3 })))
    let running = 0
    let most = 0
    const fill = (text: string) => {
      running += 1
      most = Math.max(most, running)
      return text
    }
    const results = await probeRound(components, { ...context, fill }, { reference: [], concurrency: 1 })
    expect(results.every(({ attempts }) => attempts.length === 2)).toBe(true)
    // All were asked once before any was asked again.
    expect(broken.map((server) => server.connections())).toEqual(broken.map(() => 2))
    const starts = results.map(({ attempts }) => attempts.length)
    expect(starts).toHaveLength(8)
    expect(most).toBe(16)
  })

  test('keeps the order of the page and tells its progress', async () => {
    const ok = await byTurns(answer(200))
    const told: number[] = []
    const components = ['a', 'b', 'c'].map((id) => component(id, http(ok.url)))
    const last = new Map<string, LastResult>([['c', { verdict: 'up', ms: 900 }]])
    const results = await round(components, { last, onProgress: ({ done }) => told.push(done) })
    expect(results.map((result) => result.component)).toEqual(['a', 'b', 'c'])
    expect(told).toEqual([1, 2, 3])
  })

  test('makes two columns of `ip: both`', async () => {
    const ok = await serve(say(answer(200)))
    const [four, six] = await round([component('a', http(`http://localhost:${ok.port}/`, { ip: 'both' }))])
    expect([four!.place, six!.place]).toEqual(['v4', 'v6'])
    expect(four!.verdict).toBe('up')
    expect(six!.verdict).not.toBe('up')
  })

  test('leaves out components without check', async () => {
    const ok = await byTurns(answer(200))
    const results = await round([component('a', http(ok.url)), component('b', null)])
    expect(results.map(brief)).toEqual(['up'])
  })

  test('says which secret is missing, once, and goes on with the others', async () => {
    const ok = await byTurns(answer(200))
    const check = http(ok.url, { headers: { Authorization: 'Bearer ${API_TOKEN}' } })
    const told: string[] = []
    const results = await probeRound(
      [component('a', check), component('b', check), component('c', http(ok.url))],
      { ...context, fill: secretFiller(['API_TOKEN'], {}) },
      { reference: [], onFailure: ({ message }) => told.push(message) },
    )
    expect(results.map(brief)).toEqual(['unknown checker:secret', 'unknown checker:secret', 'up'])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/the secret API_TOKEN is not set/)
  })

  test('ended early leaves out what has no verdict', async () => {
    const ok = await byTurns(answer(200))
    const silent = await serve(() => {})
    const stop = new AbortController()
    const results = await round([component('a', http(ok.url)), component('b', http(silent.url))], {
      stop: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(results.map(({ component: id }) => id)).toEqual(['a'])
  })
})

describe('when nearly everything fails to connect', () => {
  const sick = async () => {
    const port = await closedPort()
    return ['a', 'b', 'c', 'd'].map((id) => component(id, tcp(port)))
  }

  test('and a reference host answers, whatever it says, the failures are real', async () => {
    const dead = `http://127.0.0.1:${await closedPort()}/`
    const reference = await serve(say(answer(404)))
    const results = await round(await sick(), { reference: [dead, reference.url] })
    expect(results.map(brief)).toEqual(Array(4).fill('down refused'))
  })

  test('and none answers, the whole run is unknown', async () => {
    const dead = `http://127.0.0.1:${await closedPort()}/`
    const ok = await byTurns(answer(200))
    const results = await round([...(await sick()), component('e', http(ok.url))], { reference: [dead] })
    expect(results.map(({ verdict, class: name }) => `${verdict} ${name}`)).toEqual(Array(5).fill('unknown checker'))
  })

  test('nobody is asked when it is two, or under 80 %, or another kind of failure', async () => {
    const reference = await serve(say(answer(200)))
    const ok = await byTurns(answer(200))
    const broken = await byTurns(answer(500))
    const healthy = component('e', http(ok.url))
    await round((await sick()).slice(0, 2), { reference: [reference.url] })
    await round([...(await sick()).slice(0, 3), healthy], { reference: [reference.url] })
    await round(
      ['f', 'g', 'h'].map((id) => component(id, http(broken.url))),
      { reference: [reference.url] },
    )
    expect(reference.connections()).toBe(0)
  })
})

test('a secret is filled in only by its whole, listed name', () => {
  const fill = secretFiller(['API', 'TOKEN'], { API: 'a', API_KEY: 'no', TOKEN: 't', HOME: '/root' })
  expect(fill('${API}-${TOKEN} $API {TOKEN} ${api}')).toBe('a-t $API {TOKEN} ${api}')
  expect(() => fill('${API_KEY}')).toThrow('not listed in `secrets:`')
  expect(() => fill('${HOME}')).toThrow('secrets: [HOME]')
})
