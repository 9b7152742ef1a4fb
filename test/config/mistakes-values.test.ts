import { mistakes } from './mistake.ts'

mistakes('values that cannot be', {
  'a number where a text belongs': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: 404
    name: 2024
`,
    said: `components.yml:4:9: \`id\` cannot be \`404\`.
  Expected a text; put it in quotes:
    id: "404"
components.yml:5:11: \`name\` cannot be \`2024\`.
  Expected a text; put it in quotes:
    name: "2024"`,
  },
  'an id with a blank and capitals': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: Public API
    name: API
`,
    said: `components.yml:4:9: \`id\` cannot be \`Public API\`.
  Expected an id of small letters, digits and hyphens, as in:
    id: api`,
  },
  'a reserved id': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: v4, name: Version 4 }
`,
    said: `components.yml:4:11: \`id\` cannot be \`v4\`.
  Expected another id: \`v4\` and \`v6\` are the columns of \`ip: both\`, as in:
    id: api`,
  },
  'an id with ../ in it': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: ../../etc, name: API }
`,
    said: `components.yml:4:11: \`id\` cannot be \`../../etc\`.
  Expected an id of small letters, digits and hyphens, as in:
    id: api`,
  },
  'an address without a scheme': {
    file: `candor: 1
site: { name: Acme, url: status.acme.example }
components: []
`,
    said: `components.yml:2:26: \`url\` cannot be \`status.acme.example\`.
  Expected a web address that starts with https:// or http://, as in:
    url: https://status.acme.example`,
  },
  'an unknown time zone': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example, timezone: Europe/Berln }
components: []
`,
    said: `components.yml:2:65: \`timezone\` cannot be \`Europe/Berln\`.
  Did you mean \`Europe/Berlin\`?
  Expected an IANA time zone, as in:
    timezone: Europe/Berlin`,
  },
  'a language that is none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example, languages: [en, Deutsch] }
components: []
`,
    said: `components.yml:2:71: Entry 2 in \`languages\` cannot be \`Deutsch\`.
  Expected a language tag such as en or pt-BR, as in:
    languages: [ en, de ]`,
  },
  'a day that the calendar lacks': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, since: 2026-02-30 }
`,
    said: `components.yml:4:34: \`since\` cannot be \`2026-02-30\`.
  Expected a date such as 2024-03-01 that the calendar has, as in:
    since: 2024-03-01`,
  },
  'a target above 100': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, target: 100.1 }
`,
    said: `components.yml:4:35: \`target\` cannot be \`100.1\`.
  Expected a percentage above 0 and at most 100, as in:
    target: 99.95`,
  },
  'a branch name that Git refuses': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
results: { branch: status..data }
`,
    said: `components.yml:4:20: \`branch\` cannot be \`status..data\`.
  Expected the name of a branch that Git takes, as in:
    branch: status-data`,
  },
  'results that are kept too short': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
results: { keep: 3d }
`,
    said: `components.yml:4:18: \`keep\` cannot be \`3d\`.
  Expected at least 7d, as in:
    keep: 90d`,
  },
  'quiet hours that are none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
notify:
  - { id: ops, type: pagerduty, audience: operators, routing_key: abc, quiet_hours: 22-7 }
`,
    said: `components.yml:5:85: \`quiet_hours\` cannot be \`22-7\`.
  Expected hours such as 22:00-07:00, as in:
    quiet_hours: 22:00-07:00`,
  },
  'an event that is none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
notify:
  - { id: ops, type: pagerduty, audience: operators, routing_key: abc, events: [outage.open] }
`,
    said: `components.yml:5:81: Entry 1 in \`events\` cannot be \`outage.open\`.
  Did you mean \`outage.opened\`?
  Expected events out of outage.opened, outage.changed, outage.resolved, outage.reminder, incident.created, incident.updated, incident.resolved, maintenance.scheduled, maintenance.changed, maintenance.reminder, maintenance.started, maintenance.completed, certificate.expiring, domain.expiring, checks.stale, post.needs_fixing, as in:
    events: [ outage.opened ]`,
  },
  'a repository without an owner': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example, repository: status }
components: []
`,
    said: `components.yml:2:67: \`repository\` cannot be \`status\`.
  Expected owner/name, as in:
    repository: acme/status`,
  },
})
