import { z } from 'zod'
import { brandKeys } from './brand-keys.ts'
import { channel } from './channel-keys.ts'
import { check, defaults } from './check-keys.ts'
import {
  audience,
  dateOrTime,
  duration,
  id,
  key,
  languageTag,
  mirrorPlace,
  movedAddresses,
  oldAddress,
  positiveDuration,
  webUrl,
  words,
  zoneName,
} from './scalars.ts'

/** The format of components.yml that this Candor reads. */
export const configFormat = 1

const site = z.strictObject({
  name: key(words, 'The name at the top of the page.', 'Acme Status'),
  url: key(webUrl, 'Where the page lives; the base path follows from it.', 'https://status.acme.example'),
  description: key(words.optional(), 'One sentence for search engines and feeds.', "Live status of Acme's services"),
  timezone: key(
    zoneName.optional(),
    'IANA zone of days, months and of times written without one. Default UTC.',
    'Europe/Berlin',
  ),
  languages: key(
    z.array(languageTag).min(1).optional(),
    'Languages of the page; the first is the default. Default [en].',
    ['en', 'de'],
  ),
  repository: key(
    z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/name')
      .optional(),
    'owner/name on GitHub; found by itself in Actions.',
    'acme/status',
  ),
  support: key(
    z
      .union(
        [webUrl, z.string().regex(/^mailto:[^\s@]+@[^\s@]+$/, 'expected a web address or mailto:somebody@example.com')],
        {
          error: 'expected a web address or mailto:somebody@example.com',
        },
      )
      .optional(),
    'Where visitors get help.',
    'https://acme.example/help',
  ),
  moved: key(
    movedAddresses.optional(),
    'Addresses of an earlier page of the same name, and where each is here. A page leads on; a feed or calendar stays readable at both.',
    { '/history': '/incidents/', '/history.atom': '/feed.xml' },
  ),
  brand: key(brandKeys.optional(), 'How the page looks; docs/branding.md.', { accent: '#1f4fbf' }),
})

const group = z.strictObject({
  id: key(id, 'Stable id.', 'core'),
  name: key(words, 'Name on the page.', 'Core platform'),
  description: key(words.optional(), 'One sentence under the name.', 'What every customer uses'),
  collapsed: key(z.boolean().optional(), 'Folded on the page while all is well. Default false.', false),
})

const component = z.strictObject({
  id: key(id, 'Stable id: URLs, columns and feeds use it.', 'api'),
  name: key(words, 'Name on the page, in any language.', 'Public API'),
  group: key(id.optional(), 'Id of its group.', 'core'),
  description: key(words.optional(), 'One sentence about it.', 'REST and GraphQL endpoints'),
  link: key(webUrl.optional(), 'Where people can read about it.', 'https://docs.acme.example'),
  since: key(dateOrTime.optional(), 'Observed from here on.', '2024-03-01'),
  target: key(
    z
      .union([z.number(), z.string().regex(/^\d{1,3}(\.\d+)?$/, 'expected a percentage such as 99.95')], {
        error: 'expected a percentage such as 99.95',
      })
      .refine((goal) => Number(goal) > 0 && Number(goal) <= 100, 'expected a percentage above 0 and at most 100')
      .optional(),
    'Uptime goal in %, shown with as many decimals as it has.',
    99.95,
  ),
  depends_on: key(z.array(id).optional(), 'Components it needs; changes words and messages, never status.', ['db']),
  was: key(
    z
      .array(z.union([id, oldAddress], { error: 'expected an id it had, or an old address such as /history/api' }))
      .optional(),
    'Ids it had before: columns, URLs and incidents follow. Also old addresses such as /history/api, which lead here.',
    ['old-api'],
  ),
  retired: key(
    dateOrTime.optional(),
    'No longer probed or on the home page from here on; its history stays.',
    '2026-11-01',
  ),
  audience: key(audience.optional(), 'Who may see it, public or internal. Default public.', 'public'),
  check: key(check.optional(), 'How it is probed; without it incidents alone set its state.', {
    type: 'http',
    url: 'https://api.acme.example/health',
  }),
})

/** components.yml: every key there is. */
export const configSchema = z.strictObject({
  candor: key(
    z.literal(configFormat, { error: `expected candor: ${configFormat}` }),
    'The format of this file.',
    configFormat,
  ),
  site: key(site, 'The page.', { name: 'Acme Status', url: 'https://status.acme.example' }),
  defaults: key(defaults.optional(), 'Check keys for all components.', { interval: '5m' }),
  groups: key(z.array(group).optional(), 'Groups of components, in the order of the page.', [
    { id: 'core', name: 'Core platform' },
  ]),
  components: key(z.array(component), 'What the page is about, in its order.', [{ id: 'api', name: 'Public API' }]),
  secrets: key(
    z
      .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable in capitals'))
      .optional(),
    'The only environment names that ${...} may use.',
    ['API_TOKEN'],
  ),
  reference: key(z.array(webUrl).min(1).optional(), 'Hosts that are asked when nearly everything fails.', [
    'https://one.one.one.one/',
    'https://dns.google/',
    'https://example.com/',
  ]),
  results: key(
    z
      .strictObject({
        branch: key(
          z
            .string()
            .regex(/^[\w./-]+$/, 'expected the name of a branch')
            // What `git check-ref-format --branch` refuses of these letters.
            .refine(
              (name) => !/^[-/.]|[/.]$|\.\.|\/\/|\/\.|\.lock(\/|$)/.test(name),
              'expected the name of a branch that Git takes',
            )
            .optional(),
          'Where results are kept: a branch of its own, or main. Default status-data.',
          'status-data',
        ),
        keep: key(
          positiveDuration.refine((seconds) => seconds >= 7 * 86_400, 'expected at least 7d').optional(),
          'How long raw day files are kept. Default 90d.',
          '90d',
        ),
      })
      .optional(),
    'Where and how long results are kept.',
    { branch: 'status-data', keep: '90d' },
  ),
  mirrors: key(
    z.array(mirrorPlace).optional(),
    'Second hosts: each gets a copy of every built page. Keys come by the environment; docs/when-github-is-down.md.',
    ['rsync:deploy@second.example:/srv/www/status'],
  ),
  notify: key(z.array(channel).optional(), 'Who is told, and how.', [
    { id: 'ops', type: 'slack', audience: 'operators', url: '${SLACK_URL}' },
  ]),
  tell_public_after: key(
    duration.optional(),
    'How long an outage lasts before the public is told without a person. Default 10m.',
    '10m',
  ),
})

export type WrittenConfig = z.output<typeof configSchema>
export type WrittenComponent = z.output<typeof component>
