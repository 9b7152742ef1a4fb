import { builtin, domainPace, staleAfter } from './builtin.ts'
import { type CheckKeys, checkTypes, type Defaults } from './check-keys.ts'
import type { AnyCheck, Timing } from './config.ts'

/** A check with the page's `defaults:` and Candor's own under the keys it leaves out. */
export function settleCheck(written: CheckKeys, defaults: Defaults): AnyCheck {
  const own = { ...inherited(written, defaults), ...written }
  const base = written.type === 'domain' ? { ...builtin, ...domainPace } : builtin
  const interval = own.interval ?? base.interval
  const timing: Timing = {
    interval,
    stale_after: own.stale_after ?? staleAfter(interval),
    timeout: own.timeout ?? builtin.timeout,
    confirm: own.confirm ?? builtin.confirm,
    confirm_every: own.confirm_every ?? builtin.confirm_every,
    confirm_runs: own.confirm_runs ?? builtin.confirm_runs,
    recover_runs: own.recover_runs ?? builtin.recover_runs,
    watch: own.watch ?? base.watch,
    degraded_over: own.degraded_over ?? null,
    ip: own.ip ?? null,
    allow_private: own.allow_private ?? false,
    ca: own.ca ?? null,
    locations: own.locations ?? [],
  }
  return { ...own, ...merged(written, defaults), ...timing } as AnyCheck
}

/** The defaults that a check of this type has a key for. */
function inherited(written: CheckKeys, defaults: Defaults): Defaults {
  const shape = checkTypes[written.type].shape
  // Another protocol's `expect` is another thing than the answer of an http check.
  const fits = (key: string) => {
    if (written.type === 'domain' && ['interval', 'stale_after', 'watch'].includes(key)) return false
    return Object.hasOwn(shape, key) && (key !== 'expect' || written.type === 'http')
  }
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => fits(key)))
}

/** Headers and expectations add up: one more header must not lose those of `defaults:`. */
function merged(written: CheckKeys, defaults: Defaults): Partial<CheckKeys> {
  const sum: Record<string, unknown> = {}
  if ('headers' in written && defaults.headers) sum['headers'] = { ...defaults.headers, ...written.headers }
  if (written.type === 'http' && defaults.expect) sum['expect'] = { ...defaults.expect, ...written.expect }
  return sum
}
