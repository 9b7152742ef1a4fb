import { mistakes } from './mistake.ts'

mistakes('keys that contradict each other', {
  'results that are stale before the next is due': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      interval: 2h
      stale_after: 1h
`,
    said: `components.yml:10:20: Results would be stale (\`stale_after: 1h\`) before the next is due (\`interval: 2h\`).
  Expected \`stale_after\` to be several intervals long; it is 3 intervals, at least 60m, when left out.`,
  },
  'an interval longer than the stale_after of defaults': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { stale_after: 30m }
components:
  - id: api
    name: API
    check: { type: http, url: https://api.acme.example/health, interval: 1h }
`,
    said: `components.yml:7:74: Results would be stale (\`stale_after: 30m\`) before the next is due (\`interval: 1h\`).
  Expected \`stale_after\` to be several intervals long; it is 3 intervals, at least 60m, when left out.`,
  },
  'a domain whose result would not hold for its day': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { interval: 1m, stale_after: 5m }
components:
  - id: name
    name: Domain
    check: { type: domain, name: acme.example, stale_after: 12h }
`,
    said: `components.yml:7:61: Results would be stale (\`stale_after: 12h\`) before the next is due (\`interval: 24h\`).
  Expected \`stale_after\` to be several intervals long; it is 3 intervals, at least 60m, when left out.`,
  },
  'defaults that are stale before the next is due, once': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { interval: 1h, stale_after: 30m }
components:
  - { id: api, name: API, check: { type: http, url: https://api.acme.example/ } }
  - { id: web, name: Website, check: { type: http, url: https://www.acme.example/ } }
`,
    said: `components.yml:3:40: Results would be stale (\`stale_after: 30m\`) before the next is due (\`interval: 1h\`).
  Expected \`stale_after\` to be several intervals long; it is 3 intervals, at least 60m, when left out.`,
  },
  'a certificate that fails before it warns': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: tls
      host: mail.acme.example
      port: 993
      certificate: { warn: 3d, fail: 7d }
`,
    said: `components.yml:10:28: The warning (3d left) would come after the failure (7d left).
  Expected \`warn\` to be the longer one, as in:
    certificate: { warn: 14d, fail: 0d }`,
  },
  'the same inside expect': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { certificate: { warn: 3d, fail: 7d } }
`,
    said: `components.yml:9:38: The warning (3d left) would come after the failure (7d left).
  Expected \`warn\` to be the longer one, as in:
    certificate: { warn: 14d, fail: 0d }`,
  },
  'a heartbeat with nothing to read': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: heartbeat
      every: 24h
`,
    said: `components.yml:7:7: A heartbeat needs \`url\` or \`workflow\`.
  Expected one of the two, as in:
    url: https://backup.acme.example/last`,
  },
  'a heartbeat with two sources': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: heartbeat
      every: 24h
      url: https://backup.acme.example/last
      workflow: backup.yml
`,
    said: `components.yml:10:17: A heartbeat has \`url\` or \`workflow\`, not both.
  Expected one of the two, as in:
    url: https://backup.acme.example/last`,
  },
  'a heartbeat that reads a workflow as JSON': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: heartbeat
      every: 24h
      workflow: backup.yml
      json: $.finished_at
`,
    said: `components.yml:10:13: \`json\` has no meaning beside \`workflow\`.
  It belongs to a heartbeat with \`url\`.`,
  },
  'a heartbeat that reads two places': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: heartbeat
      every: 24h
      url: https://backup.acme.example/last
      json: $.finished_at
      header: last-modified
`,
    said: `components.yml:11:15: A heartbeat reads \`json\` or \`header\`, not both.
  Expected one of the two.`,
  },
  'a component that is retired before it was observed': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, since: 2026-03-01, retired: 2026-02-01 }
`,
    said: `components.yml:4:55: It is retired before it was observed.
  Expected a day after \`since: 2026-03-01\`.`,
  },
  'an address of the page with a query': {
    file: `candor: 1
site: { name: Acme, url: "https://status.acme.example/?a=1#b" }
components: []
`,
    said: `components.yml:2:26: \`url\` holds more than the address of a page.
  Expected the plain address of the page, as in:
    url: https://status.acme.example/`,
  },
  'a project page, where the API is not at the root': {
    file: `candor: 1
site: { name: Acme, url: https://acme.github.io/status/ }
components: []
`,
    said: `components.yml:2:26: warning: The API will be at /status/api/v2/, not at /api/v2/ of the origin, where Statuspage clients look.
  If you need such clients, use a domain of your own or a repository named <org>.github.io.`,
  },
  'a language that stands twice': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example, languages: [en, de, en] }
components: []
`,
    said: `components.yml:2:75: The language \`en\` stands twice.
  Expected every language once.`,
  },
  'a name in a language that the page does not have': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example, languages: [en, de] }
components:
  - id: api
    name: { en: API, fr: Interface }
`,
    said: `components.yml:5:26: warning: The page has no language \`fr\`.
  Expected one of site.languages: en, de.`,
  },
})
