import type { Component, Config } from '../../src/config/config.ts'

/** 20 components in 4 groups, with names that pages and files must bear: other scripts, quotes, markup. */
const names: Record<string, [string, string][]> = {
  core: [
    ['api', 'Public API'],
    ['web', 'Web application'],
    ['auth', 'Sign-in & single sign-on'],
    ['db', 'Database'],
    ['queue', 'Background jobs'],
  ],
  edge: [
    ['cdn', 'Content delivery'],
    ['dns', 'DNS'],
    ['ams', 'Amsterdam (AMS)'],
    ['fra', 'Größte Störungsübersicht Straße'],
    ['nrt', '東京リージョン'],
    ['ruh', 'منطقة الرياض'],
  ],
  channels: [
    ['mail', 'E-mail delivery'],
    ['sms', 'Text messages'],
    ['push', 'Push "instant" notifications'],
    ['hooks', 'Webhooks <script>alert(1)</script>'],
    ['exports', "Exports & imports' history"],
  ],
  people: [
    ['docs', 'Documentation'],
    ['support', 'Support desk'],
    ['billing', 'Billing'],
    ['shop', 'Shop'],
  ],
}

const groupNames: Record<string, string> = {
  core: 'Core platform',
  edge: 'Edge network',
  channels: 'Messages',
  people: 'For people',
}

const timing = {
  interval: 300,
  stale_after: 3600,
  timeout: 10,
  confirm: 3,
  confirm_every: 10,
  confirm_runs: 1,
  recover_runs: 1,
  watch: 900,
  degraded_over: null,
  ip: null,
  allow_private: false,
  ca: null,
  locations: [],
}

export function sampleConfig(url = 'https://status.acme.example', timezone = 'UTC'): Config {
  const components = Object.entries(names).flatMap(([group, list]) =>
    list.map(
      ([id, name]): Component => ({
        id,
        name,
        group,
        description: id === 'api' ? 'REST and GraphQL endpoints under api.acme.example' : null,
        link: id === 'api' ? 'https://docs.acme.example/?a=1&b="2"' : null,
        since: null,
        target: id === 'api' ? { percent: 99.95, decimals: 2 } : id === 'db' ? { percent: 99.995, decimals: 3 } : null,
        depends_on: id === 'api' || id === 'web' ? ['db'] : [],
        was: [],
        retired: null,
        audience: 'public',
        check: id === 'billing' ? null : { type: 'http', url: `https://${id}.acme.example/`, ...timing },
      }),
    ),
  )
  return {
    site: {
      name: 'Acme Status',
      url,
      description: "Live status of Acme's services",
      timezone,
      languages: ['en'],
      repository: 'acme/status',
      support: 'https://acme.example/help',
    },
    groups: Object.entries(groupNames).map(([id, name]) => ({
      id,
      name,
      description: id === 'core' ? 'What every customer uses' : null,
      collapsed: id === 'people' || id === 'edge',
    })),
    components,
    secrets: [],
    reference: [],
    results: { branch: 'status-data', keep: 7_776_000 },
    notify: [],
    tell_public_after: 600,
  }
}
