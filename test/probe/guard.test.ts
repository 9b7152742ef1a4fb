import { afterAll, describe, expect, test } from 'vitest'
import { guardOf } from '../../src/probe/guard.ts'
import { attemptAt, brief, http, tcp, tls } from './support/check.ts'
import { answer, closeAll, onRequest, say, serve } from './support/servers.ts'

afterAll(closeAll)

describe('the guard', () => {
  const refused = [
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.9.9.9', '168.63.129.16'],
    ...[
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.192',
      '192.168.1.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::', '::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'ff02::1', '::ffff:127.0.0.1'],
    ...['::ffff:7f00:1', '::ffff:169.254.169.254', '64:ff9b::10.0.0.1', '2002:7f00:1::', '::127.0.0.1', 'nonsense', ''],
  ]
  test.each(refused)('refuses %s', (address) => {
    expect(guardOf(null)(address)).toBe(false)
    expect(guardOf(false)(address)).toBe(false)
  })

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('lets %s through', (address) => expect(guardOf(null)(address)).toBe(true))

  test('lets listed ranges through, in both writings, and nothing else', () => {
    const permits = guardOf(['10.0.0.0/8', 'fd00::/8'])
    expect(['10.9.9.9', '::ffff:10.9.9.9', 'fd12::1', '1.1.1.1'].map(permits)).toEqual([true, true, true, true])
    expect(['192.168.0.1', '127.0.0.1', 'fc00::1', '::1'].map(permits)).toEqual([false, false, false, false])
  })
})

describe('a canary on loopback counts no connection', () => {
  const hosts = ['127.0.0.1', 'localhost', 'a.localhost', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f.1']
  test.each(hosts)('from http://%s', async (host) => {
    const canary = await serve(say(answer(200)))
    const url = `http://${host}:${canary.port}/`
    expect(brief(await attemptAt(http(url, { allow_private: false })))).toBe('down private_address')
    expect(brief(await attemptAt(http(url, { allow_private: ['10.0.0.0/8'] })))).toBe('down private_address')
    expect(canary.connections()).toBe(0)
  })

  test('from tcp and tls', async () => {
    const canary = await serve(() => {})
    expect(brief(await attemptAt(tcp(canary.port, { allow_private: false })))).toBe('down private_address')
    expect(brief(await attemptAt(tls(canary.port, { allow_private: false })))).toBe('down private_address')
    expect(canary.connections()).toBe(0)
  })

  test('from a redirect, at whatever hop', async () => {
    const canary = await serve(say(answer(200)), '127.0.0.2')
    const second = await serve(say(answer(302, { location: canary.url })))
    const first = await serve(say(answer(302, { location: second.url })))
    const check = http(first.url, { allow_private: ['127.0.0.1/32'] })
    expect(brief(await attemptAt(check))).toBe('down redirect_blocked')
    expect([first.connections(), second.connections(), canary.connections()]).toEqual([1, 1, 0])
  })

  test('and one connection when it is allowed', async () => {
    const canary = await serve(onRequest((socket) => socket.write(answer(200))))
    expect(brief(await attemptAt(http(canary.url, { allow_private: ['127.0.0.0/8'] })))).toBe('up')
    expect(canary.connections()).toBe(1)
  })
})
