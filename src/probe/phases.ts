import { performance } from 'node:perf_hooks'
import type { Finding } from '../verdict/classes.ts'
import type { Attempt, Timings } from './probe.ts'

const order = ['dns', 'connect', 'tls', 'ttfb', 'head', 'body'] as const
/** What an attempt is waiting for. */
export type Phase = (typeof order)[number]
/** Those whose end is told. */
type Timed = Exclude<Phase, 'head' | 'body'>

/** Keeps the times of one attempt, as its socket's own events tell them. */
export interface Phases {
  readonly current: Phase
  /** A phase begins (again, after a redirect): what comes after it has not happened yet. */
  begin: (phase: Phase) => void
  /** The phase has ended now. */
  end: (phase: Timed) => void
  /** Closes the attempt; its ms is the time to the first byte when there was one. */
  finish: (finding: Finding, options?: { final?: boolean }) => Attempt
  readonly ttfb: number | null
}

export function startPhases(): Phases {
  const start = performance.now()
  const ended: Omit<Timings, 'total'> = { dns: null, connect: null, tls: null, ttfb: null }
  let current: Phase = 'dns'
  const elapsed = () => Math.round(performance.now() - start)
  return {
    get current() {
      return current
    },
    get ttfb() {
      return ended.ttfb
    },
    begin(phase) {
      current = phase
      for (const later of order.slice(order.indexOf(phase)))
        if (later !== 'head' && later !== 'body') ended[later] = null
    },
    end(phase) {
      ended[phase] = elapsed()
      current = order[order.indexOf(phase) + 1]!
    },
    finish(finding, options = {}) {
      const total = elapsed()
      // A protocol that gives no answer of its own (a plain TCP connect) is as quick as its last handshake.
      const reached = finding.verdict === 'up' || finding.verdict === 'degraded' ? (ended.tls ?? ended.connect) : null
      const ms = finding.class === 'timeout' ? total : (ended.ttfb ?? reached ?? total)
      return { ...finding, ms, timings: { ...ended, total }, final: options.final ?? false }
    },
  }
}
