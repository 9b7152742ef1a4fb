import type { Socket } from 'node:net'
import { isIP } from 'node:net'
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { untilEvent } from './connect.ts'
import { Fault } from './fault.ts'
import type { Phases } from './phases.ts'
import type { ProbeContext } from './probe.ts'

export interface Trust {
  /** Extra roots, PEM. */
  ca: string | null
  /** Shown to the server when it asks. */
  client: { cert: string; key: string } | null
}

// Reading 150 roots takes a tenth of a second, and 20 probes with one `ca:` would each pay it.
const contexts = new Map<string, SecureContext>()

function contextOf(trust: Trust): SecureContext | undefined {
  if (trust.ca === null && trust.client === null) return undefined
  const key = JSON.stringify([trust.ca, trust.client])
  const known = contexts.get(key)
  if (known !== undefined) return known
  try {
    const made = createSecureContext({
      ...(trust.ca === null ? {} : { ca: [...getCACertificates('default'), trust.ca] }),
      ...(trust.client ?? {}),
    })
    contexts.set(key, made)
    return made
  } catch (error) {
    throw new Fault('checker', 'certificate-file', { cause: error })
  }
}

/** Reads extra roots before anything is timed: it takes a tenth of a second in which nothing else moves. Never throws. */
export async function prepareTrust(ca: string, context: Pick<ProbeContext, 'readFile'>): Promise<void> {
  const pem = await context.readFile(ca).catch(() => null)
  if (pem === null) return
  try {
    contextOf({ ca: pem, client: null })
  } catch {
    // The attempts will say so.
  }
}

/** Reads the files that a check names; a file that cannot be read is the checker's own failure. */
export async function trustOf(
  check: { ca: string | null; client_certificate?: { cert: string; key: string } | undefined },
  context: ProbeContext,
): Promise<Trust> {
  const read = (path: string) =>
    context.readFile(path).catch((error: unknown) => {
      throw new Fault('checker', 'certificate-file', { cause: error })
    })
  const pair = check.client_certificate
  return {
    ca: check.ca === null ? null : await read(check.ca),
    client: pair === undefined ? null : { cert: await read(pair.cert), key: context.fill(pair.key) },
  }
}

/** Browsers ended the common name long ago; Node still takes it. */
function identity(name: string, certificate: PeerCertificate): Error | undefined {
  if (!certificate.subjectaltname) {
    return Object.assign(new Error('The certificate has no alternative name.'), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  }
  return checkServerIdentity(name, certificate)
}

/** Makes a socket secure: a fresh session each time. Throws the first thing wrong with the certificate as an error. */
export async function shakeHands(
  socket: Socket,
  options: { name: string; trust: Trust; alpn: string[] | null },
  phases: Phases,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const name = options.name.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  const secureContext = contextOf(options.trust)
  const secure = connect({
    socket,
    host: name,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(options.alpn === null ? {} : { ALPNProtocols: options.alpn }),
    ...(secureContext === undefined ? {} : { secureContext }),
    checkServerIdentity: (_host, certificate) => identity(name, certificate),
  })
  await untilEvent(secure, 'secureConnect', signal)
  phases.end('tls')
  return secure
}
