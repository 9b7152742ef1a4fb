import { z } from 'zod'
import { cidr, duration, filePath, key, positiveDuration } from './scalars.ts'

/** The keys every check has, and `defaults:` too. */
export const commonKeys = {
  interval: key(
    positiveDuration.optional(),
    'How often it is probed: when its last result is 0.9 x this old. Default 5m.',
    '5m',
  ),
  stale_after: key(
    positiveDuration.optional(),
    'How long a result holds. Default the larger of 3 x interval and 60m.',
    '60m',
  ),
  timeout: key(positiveDuration.optional(), 'The whole time one attempt may take. Default 10s.', '10s'),
  confirm: key(z.int().min(1).max(10).optional(), 'Attempts in one run before it is down. Default 3.', 3),
  confirm_every: key(duration.optional(), 'Pause between those attempts. Default 10s.', '10s'),
  confirm_runs: key(z.int().min(1).max(10).optional(), 'Runs in a row that must agree that it is down. Default 1.', 1),
  recover_runs: key(
    z.int().min(1).max(10).optional(),
    'Runs in a row that must agree that it is up again. Default 1.',
    1,
  ),
  watch: key(
    duration.optional(),
    'While newly down, the run stays and probes it every 60 s this long. Default 15m.',
    '15m',
  ),
  degraded_over: key(positiveDuration.optional(), 'Slower than this is degraded.', '800ms'),
  ip: key(
    z.union([z.literal(4), z.literal(6), z.literal('both')], { error: 'expected 4, 6 or both' }).optional(),
    'Address family; `both` makes two columns. Default whichever answers first.',
    4,
  ),
  allow_private: key(
    z
      .union([z.boolean(), z.array(cidr).min(1)], { error: 'expected true, false or a list of address ranges' })
      .optional(),
    'Loopback, private and metadata addresses are refused unless true or listed.',
    ['10.0.0.0/8'],
  ),
  ca: key(filePath.optional(), 'A PEM file of extra root certificates.', 'certs/internal.pem'),
  locations: key(
    z.array(z.string().regex(/^[a-z0-9-]+$/, 'expected a place such as eu, us or de')).optional(),
    'Globalping places that probe beside the runner.',
    ['eu', 'us'],
  ),
} as const

export const certificate = z.strictObject({
  warn: key(duration.optional(), 'Days left below which operators get a note.', '14d'),
  fail: key(duration.optional(), 'Days left below which the component counts as down.', '0d'),
})
