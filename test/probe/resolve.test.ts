import { describe, expect, test } from 'vitest'
import { faultOf } from '../../src/probe/fault.ts'
import { parseHosts } from '../../src/probe/hosts.ts'
import { resolveHost } from '../../src/probe/resolve.ts'

const signal = new AbortController().signal

describe('a host name', () => {
  test('that is an address is itself, in brackets too', async () => {
    expect(await resolveHost('192.0.2.1', null, signal)).toEqual(['192.0.2.1'])
    expect(await resolveHost('[2001:db8::1]', 6, signal)).toEqual(['2001:db8::1'])
  })

  test('localhost, and below it, is this machine without asking anybody', async () => {
    expect(await resolveHost('localhost', null, signal)).toEqual(['127.0.0.1', '::1'])
    expect(await resolveHost('api.LOCALHOST.', 4, signal)).toEqual(['127.0.0.1'])
  })

  test('without an address of the family asked for says so', async () => {
    const error = await resolveHost('127.0.0.1', 6, signal).catch((reason: unknown) => reason)
    expect(faultOf(error, 'dns', { aborted: false })).toEqual({
      verdict: 'down',
      class: 'dns_error',
      detail: 'no-address',
    })
  })
})

test('a hosts file gives names their addresses, in order, whatever the case', () => {
  const hosts = parseHosts('127.0.0.1 localhost\n# 1.1.1.1 no\n10.0.0.5\tDB.internal db # main\n::1 db\nnonsense x\n')
  expect(hosts.get('db.internal')).toEqual(['10.0.0.5'])
  expect(hosts.get('db')).toEqual(['10.0.0.5', '::1'])
  expect(hosts.has('x')).toBe(false)
})

describe('an error', () => {
  const coded = (code: string, message = '') => Object.assign(new Error(message), { code })
  test.each([
    ['ENOTFOUND', 'dns', 'dns_nxdomain'],
    ['ESERVFAIL', 'dns', 'dns_error'],
    ['ETIMEOUT', 'dns', 'dns_error'],
    ['ECONNREFUSED', 'dns', 'dns_error'],
    ['ECONNREFUSED', 'connect', 'refused'],
    ['EHOSTUNREACH', 'connect', 'unreachable'],
    ['ENETUNREACH', 'connect', 'unreachable'],
    ['ETIMEDOUT', 'connect', 'connect_timeout'],
    ['ECONNRESET', 'ttfb', 'reset'],
    ['ECONNRESET', 'body', 'truncated'],
    ['CERT_HAS_EXPIRED', 'tls', 'tls_expired'],
    ['CERT_NOT_YET_VALID', 'tls', 'tls_not_yet_valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'tls_hostname'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'tls_self_signed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'tls_untrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'tls_not_tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 'tls_protocol'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls', 'tls_protocol'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'head', 'tls_client_cert'],
    ['ERR_SSL_SOMETHING_ELSE', 'tls', 'tls_error'],
    ['HPE_INVALID_CONSTANT', 'head', 'protocol'],
    ['E_NOBODY_KNOWS', 'connect', 'checker'],
  ] as const)('%s in the phase %s is %s', (code, phase, name) => {
    expect(faultOf(coded(code), phase, { aborted: false }).class).toBe(name)
  })

  test('of several addresses is the one that says most', () => {
    const several = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')])
    expect(faultOf(several, 'connect', { aborted: false }).class).toBe('refused')
  })

  test.each([
    ['dns', 'dns_error'],
    ['connect', 'connect_timeout'],
    ['tls', 'timeout'],
    ['ttfb', 'timeout'],
    ['body', 'timeout'],
  ] as const)('at the end of the time in the phase %s is %s', (phase, name) => {
    expect(faultOf(new Error('over'), phase, { aborted: true }).class).toBe(name)
  })
})

test('a look-up ends with its signal', async () => {
  const stop = new AbortController()
  const looking = resolveHost('candor.invalid.example', null, stop.signal).catch((reason: unknown) => reason)
  stop.abort(new Error('over'))
  expect(await looking).toBeInstanceOf(Error)
})
