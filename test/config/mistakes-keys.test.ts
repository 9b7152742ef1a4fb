import { mistakes } from './mistake.ts'

mistakes('keys that are missing or too many', {
  'a newer format': {
    file: `candor: 2
site: { name: Acme, url: https://status.acme.example }
components: []
colours: { up: green }
`,
    said: `components.yml:1:9: \`candor: 2\` is a newer format than this Candor reads (1).
  Expected a Candor that is as new as the file: raise the commit in the \`uses:\` lines under .github/workflows/,
  or take the newest version of the template.`,
  },
  'a format that is none': {
    file: `candor: "1"
site: { name: Acme, url: https://status.acme.example }
components: []
`,
    said: `components.yml:1:9: \`candor\` cannot be \`"1"\`.
  Expected candor: 1, as in:
    candor: 1`,
  },
  'nothing but the format': {
    file: `candor: 1
`,
    said: `components.yml:1:1: The file has no \`site\`.
  Expected a map of keys, as in:
    site: { name: Acme Status, url: https://status.acme.example }
components.yml:1:1: The file has no \`components\`.
  Expected a list, as in:
    components: [ { id: api, name: Public API } ]`,
  },
  'a key with a slip': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
notfy: []
`,
    said: `components.yml:4:1: \`notfy\` is no key of the file.
  Did you mean \`notify\`? As in:
    notify: [ { id: ops, type: slack, audience: operators, url: "\${SLACK_URL}" } ]`,
  },
  'a key that nobody knows': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
theme: dark
`,
    said: `components.yml:4:1: \`theme\` is no key of the file.
  Expected one of candor, site, defaults, groups, components, secrets, reference, results, mirrors, notify, tell_public_after.`,
  },
  'a check key one level too high': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    url: https://api.acme.example/health
`,
    said: `components.yml:6:5: \`url\` is no key of the component \`api\`.
  It belongs one level deeper, as in:
    check:
      url: https://api.acme.example/health`,
  },
  'a check key one level too high, with a slip': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    intervall: 5m
`,
    said: `components.yml:6:5: \`intervall\` is no key of the component \`api\`.
  Did you mean \`interval\`? It belongs one level deeper, as in:
    check:
      interval: 5m`,
  },
  'a component key one level too deep': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      target: 99.9
`,
    said: `components.yml:9:7: \`target\` is no key of the check of \`api\`.
  It belongs to the component \`api\`, one level further left.`,
  },
  'a key of another check type': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      port: 8443
`,
    said: `components.yml:9:7: \`port\` is no key of the check of \`api\`.
  Expected one of type, url, method, headers, body, follow, expect, client_certificate, proxy, interval, stale_after, timeout, confirm, confirm_every, confirm_runs, recover_runs, watch, degraded_over, ip, allow_private, ca, locations.`,
  },
  'a check without a type': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      url: https://api.acme.example/health
`,
    said: `components.yml:7:7: The check of \`api\` has no \`type\`.
  Expected \`type:\` to be one of http, tcp, tls, dns, websocket, smtp, grpc, ssh, domain, heartbeat, statuspage, group, as in:
    type: http`,
  },
  'an unknown check type': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: htpp
      url: https://api.acme.example/health
`,
    said: `components.yml:7:13: \`type\` cannot be \`htpp\`.
  Did you mean \`http\`?
  Expected \`type:\` to be one of http, tcp, tls, dns, websocket, smtp, grpc, ssh, domain, heartbeat, statuspage, group, as in:
    type: http`,
  },
  'a check without its address': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: tcp
      port: 5432
`,
    said: `components.yml:7:7: The check of \`api\` has no \`host\`.
  Expected a host name or an IP address, as in:
    host: db.acme.example`,
  },
  'an unknown channel type': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
notify:
  - { id: ops, type: slac, audience: operators, url: https://hooks.slack.example/T0 }
`,
    said: `components.yml:5:22: \`type\` cannot be \`slac\`.
  Did you mean \`slack\`?
  Expected \`type:\` to be one of webhook, slack, discord, teams, telegram, email, ntfy, pagerduty, github_issue, buttondown, as in:
    type: webhook`,
  },
  'a component without a name': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
  - name: Website
`,
    said: `components.yml:4:5: The component \`api\` has no \`name\`.
  Expected a text, or a map of language to text, as in:
    name: Public API
components.yml:5:5: Component 2 has no \`id\`.
  Expected an id of small letters, digits and hyphens, as in:
    id: api`,
  },
  'a component that is a text': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - api
`,
    said: `components.yml:4:5: Entry 1 in \`components\` cannot be \`api\`.
  Expected a map of keys, as in:
    components: [ { id: api, name: Public API } ]`,
  },
  'components as a map': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  api: { name: API }
`,
    said: `components.yml:4:3: \`components\` cannot be a map.
  Expected a list, as in:
    components: [ { id: api, name: Public API } ]`,
  },
  'a key with nothing after it': {
    file: `candor: 1
site:
  name:
  url: https://status.acme.example
components: []
`,
    said: `components.yml:3:8: \`name\` is empty.
  Expected a text, or a map of language to text, as in:
    name: Acme Status`,
  },
})
