import type { AnyCheck } from '../config/config.ts'
import { findingOf } from './fault.ts'
import { startPhases } from './phases.ts'
import type { Attempt, Probe, ProbeContext } from './probe.ts'

/** A group is summed up from its members (group.ts); there is nobody to ask. */
const summedUp: Probe = async () => startPhases().finish(findingOf('checker', 'members'), { final: true })

/** The probe of each check type, loaded when the first check of that type comes up. */
const probes: { [T in AnyCheck['type']]: () => Promise<Probe<Extract<AnyCheck, { type: T }>>> } = {
  http: async () => (await import('./http.ts')).probeHttp,
  tcp: async () => (await import('./tcp.ts')).probeTcp,
  tls: async () => (await import('./tls.ts')).probeTls,
  dns: async () => (await import('./dns.ts')).probeDns,
  websocket: async () => (await import('./websocket.ts')).probeWebsocket,
  smtp: async () => (await import('./smtp.ts')).probeSmtp,
  grpc: async () => (await import('./grpc.ts')).probeGrpc,
  ssh: async () => (await import('./ssh.ts')).probeSsh,
  domain: async () => (await import('./domain.ts')).probeDomain,
  heartbeat: async () => (await import('./heartbeat.ts')).probeHeartbeat,
  statuspage: async () => (await import('./statuspage.ts')).probeStatuspage,
  group: async () => summedUp,
}

const loaded = new Map<AnyCheck['type'], Probe>()

export async function probe(check: AnyCheck, context: ProbeContext): Promise<Attempt> {
  // Asking the module loader again costs every attempt a tenth of a millisecond.
  const one = loaded.get(check.type) ?? ((await probes[check.type]()) as Probe)
  loaded.set(check.type, one)
  return await one(check, context)
}
