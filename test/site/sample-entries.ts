import type { ComponentStatus } from '../../src/incidents/incident.ts'
import type { Entry, EntryUpdate } from '../../src/status/snapshot.ts'
import { formatInstant, type Instant, parseInstant } from '../../src/time/instant.ts'

type Change = [id: string, name: string, before: ComponentStatus, after: ComponentStatus]

export const at = (text: string): Instant => parseInstant(`${text.replace(' ', 'T')}:00Z`)!

function update(
  time: string,
  status: EntryUpdate['status'],
  body: string,
  changes: Change[] = [],
  more: Partial<EntryUpdate> = {},
): EntryUpdate {
  return {
    id: `${formatInstant(at(time)).replaceAll(/[-:]/g, '')}-${status}`,
    status,
    at: at(time),
    body,
    components: changes.map(([id, name, before, after]) => ({ id, name, before, after })),
    next: null,
    overdue: false,
    quiet: false,
    language: null,
    ...more,
  }
}

/** Updates are given newest first. */
function entry(id: string, title: string, updates: EntryUpdate[], more: Partial<Entry> = {}): Entry {
  const oldest = updates.at(-1)!.at
  const newest = updates[0]!
  const resolved = updates.find((one) => one.status === 'resolved' || one.status === 'completed')
  const seen = new Map(updates.toReversed().flatMap((one) => one.components.map((change) => [change.id, change])))
  return {
    id,
    kind: 'incident',
    title,
    status: newest.status,
    impact: 'major',
    automatic: false,
    audience: 'public',
    startedAt: oldest,
    createdAt: oldest,
    updatedAt: newest.at,
    monitoringAt: updates.findLast((one) => one.status === 'monitoring')?.at ?? null,
    resolvedAt: resolved?.at ?? null,
    updates,
    components: [...seen.values()].map((change) => ({
      id: change.id,
      name: change.name,
      status: change.after,
      listed: change.id !== 'fax',
    })),
    window: null,
    outages: [],
    stillFailingSince: null,
    post: id,
    language: null,
    open: resolved === undefined,
    ...more,
  }
}

const api = (before: ComponentStatus, after: ComponentStatus): Change => ['api', 'Public API', before, after]
const web = (before: ComponentStatus, after: ComponentStatus): Change => ['web', 'Web application', before, after]

export const hostileText = `Before <script>window.harmed = 1</script> <img src=x onerror="window.harmed = 2"> after.
[click](javascript:window.harmed=3) [data](data:text/html,x) <a href="https://ok.example" onclick="window.harmed=4">ok</a>
<style>body { display: none }</style><iframe src="https://evil.example"></iframe> **bold** and \`code <b>\``

export const sampleIncidents: Entry[] = [
  entry('2026-11-21-api-errors', 'Elevated error rates on the API', [
    update(
      '2026-11-21 09:52',
      'identified',
      'A bad deploy of the rate limiter; **we are rolling it back**. See [the docs](https://docs.acme.example).',
      [api('partial_outage', 'partial_outage'), web('degraded_performance', 'operational')],
      { next: at('2026-11-21 10:30') },
    ),
    update('2026-11-21 09:40', 'investigating', 'About 8% of API calls fail since 09:36 UTC.', [
      api('operational', 'partial_outage'),
      web('operational', 'degraded_performance'),
    ]),
  ]),
  entry(
    'nrt-20261120T031500Z',
    'Checks cannot reach 東京リージョン',
    [
      update(
        '2026-11-20 03:42',
        'resolved',
        'Checks pass again since 03:42 UTC. The failure lasted about 27 min.',
        [['nrt', '東京リージョン', 'major_outage', 'operational']],
        { made: 'passing' },
      ),
      update(
        '2026-11-20 03:15',
        'investigating',
        'Our checks cannot reach 東京リージョン since 03:15 UTC. No answer within the time allowed. Nobody has confirmed this yet.',
        [['nrt', '東京リージョン', 'operational', 'major_outage']],
        { made: 'failing' },
      ),
    ],
    { automatic: true, post: null, impact: 'critical' },
  ),
  entry(
    '2026-11-17-db-failover',
    'Database failover took longer than "planned" <script>window.harmed = 5</script>',
    [
      update(
        '2026-11-19 09:00',
        'postmortem',
        '### What happened\n\nThe standby had fallen 40 minutes behind.\n\n- Alerts on replication lag were off.\n- The runbook was from 2024.\n\n### What we changed\n\n1. Lag alerts at 60 s.\n2. A failover drill every month.\n\n```\nSELECT now() - pg_last_xact_replay_timestamp();\n```',
      ),
      update('2026-11-17 15:21', 'resolved', 'All writes work again.', [
        api('partial_outage', 'operational'),
        ['db', 'Database', 'major_outage', 'operational'],
      ]),
      update('2026-11-17 14:58', 'monitoring', 'The standby has taken over; we are watching it.', [
        api('major_outage', 'partial_outage'),
        ['db', 'Database', 'major_outage', 'major_outage'],
      ]),
      update('2026-11-17 14:20', 'identified', 'The primary lost its disk.', [
        api('major_outage', 'major_outage'),
        ['db', 'Database', 'major_outage', 'major_outage'],
      ]),
      update('2026-11-17 14:12', 'investigating', 'Writes fail.', [
        api('operational', 'major_outage'),
        ['db', 'Database', 'operational', 'major_outage'],
      ]),
    ],
    { impact: 'critical', language: 'en' },
  ),
  entry(
    '2026-11-12-störung-日本',
    'Störung beim E-Mail-Versand',
    [
      update(
        '2026-11-12 18:05',
        'resolved',
        'Alle E-Mails sind zugestellt.',
        [
          ['mail', 'E-mail delivery', 'degraded_performance', 'operational'],
          ['fax', 'Fax', 'major_outage', 'operational'],
        ],
        { language: 'de' },
      ),
      update(
        '2026-11-12 16:40',
        'investigating',
        'E-Mails kommen bis zu 20 Minuten später an.',
        [
          ['mail', 'E-mail delivery', 'operational', 'degraded_performance'],
          ['fax', 'Fax', 'operational', 'major_outage'],
        ],
        { language: 'de', quiet: true },
      ),
    ],
    { impact: 'minor', language: 'de' },
  ),
  entry(
    '2026-10-30-hostile',
    'A title with </title><img src=x onerror=alert(1)> & "quotes"',
    [update('2026-10-30 08:30', 'resolved', hostileText), update('2026-10-30 08:00', 'investigating', hostileText)],
    { impact: 'none' },
  ),
]

const maintenance = { kind: 'maintenance', impact: 'maintenance' } as const

export const sampleMaintenances: Entry[] = [
  entry(
    '2026-11-24-network',
    'Network upgrade in Amsterdam',
    [
      update(
        '2026-11-18 09:00',
        'scheduled',
        'We replace both core switches, one after the other. Short interruptions are possible.',
        [['ams', 'Amsterdam (AMS)', 'operational', 'operational']],
      ),
    ],
    {
      ...maintenance,
      open: false,
      startedAt: at('2026-11-24 22:00'),
      window: { start: at('2026-11-24 22:00'), end: at('2026-11-25 02:00') },
    },
  ),
  entry(
    '2026-11-21-sms-provider',
    'Move to a new provider for text messages',
    [
      update('2026-11-21 09:30', 'in_progress', 'Text messages wait in the queue until we are done.', [
        ['sms', 'Text messages', 'operational', 'under_maintenance'],
      ]),
      update('2026-11-14 12:00', 'scheduled', 'Announced.', [['sms', 'Text messages', 'operational', 'operational']]),
    ],
    {
      ...maintenance,
      startedAt: at('2026-11-21 09:30'),
      window: { start: at('2026-11-21 09:30'), end: at('2026-11-21 11:30') },
    },
  ),
  entry(
    '2026-11-15-billing',
    'Billing system update',
    [
      update('2026-11-15 05:10', 'completed', 'Done, ten minutes early.', [
        ['billing', 'Billing', 'under_maintenance', 'operational'],
      ]),
      update('2026-11-15 04:00', 'in_progress', 'Started.', [
        ['billing', 'Billing', 'operational', 'under_maintenance'],
      ]),
      update('2026-11-10 10:00', 'scheduled', 'Invoices cannot be downloaded meanwhile.', [
        ['billing', 'Billing', 'operational', 'operational'],
      ]),
    ],
    {
      ...maintenance,
      startedAt: at('2026-11-15 04:00'),
      window: { start: at('2026-11-15 04:00'), end: at('2026-11-15 05:20') },
    },
  ),
]

export const sampleNotices: Entry[] = [
  entry(
    'tls-12-ends',
    'TLS 1.1 ends on 1 December',
    [update('2026-11-01 09:00', 'scheduled', 'Clients older than 2014 need an update before **1 December 2026**.')],
    { kind: 'notice', impact: 'none', open: true },
  ),
]
