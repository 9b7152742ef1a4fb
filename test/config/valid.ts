/** A components.yml that uses most of the key table: every check type, every channel, every section. */
export const valid = `# yaml-language-server: $schema=../docs/components.schema.json
candor: 1
site:
  name: { en: Acme Status, de: Acme-Status }
  url: https://status.acme.example
  description: Live status of Acme's services
  timezone: Europe/Berlin
  languages: [en, de]
  repository: acme/status
  support: mailto:help@acme.example
defaults:
  interval: 10m
  timeout: 8s
  method: HEAD
  headers: { X-From: candor }
  expect: { status: [200], certificate: { warn: 21d } }
groups:
  - { id: core, name: Core platform, description: What all use, collapsed: true }
  - { id: rest, name: 日本語 }
components:
  - id: api
    name: Public API
    group: core
    description: REST
    link: https://docs.acme.example
    since: 2024-03-01
    target: 99.90
    depends_on: [db]
    was: [old-api]
    check:
      type: http
      url: https://api.acme.example/health
      headers: { Authorization: "Bearer \${API_TOKEN}" }
      ip: both
      follow: 0
      allow_private: [10.0.0.0/8, "fd00::/8"]
      ca: certs/internal.pem
      degraded_over: 800ms
      interval: 1m
      expect:
        body: { contains: ok, lacks: error, matches: "^ok$" }
        json: [{ path: $.db.state, equals: up }, { path: $.load, below: 0.9 }]
        headers: { x-version: "2" }
      client_certificate: { cert: certs/client.pem, key: "\${CLIENT_KEY}" }
  - { id: db, name: Database, check: { type: tcp, host: 10.0.0.4, port: 5432, send: "PING\\r\\n", expect: PONG } }
  - { id: mail, name: Mail, check: { type: tls, host: mail.acme.example, port: 993, starttls: imap, locations: [eu, us] } }
  - { id: names, name: Names, check: { type: dns, name: acme.example, record: MX, resolver: "9.9.9.9:53" } }
  - { id: live, name: Live, check: { type: websocket, url: "wss://live.acme.example/", send: ping, expect: pong } }
  - { id: smtp, name: SMTP, check: { type: smtp, host: mx.acme.example, starttls: true } }
  - { id: orders, name: Orders, check: { type: grpc, host: orders.acme.example, port: 443, service: acme.Orders } }
  - { id: bastion, name: Bastion, audience: internal, check: { type: ssh, host: "[2001:db8::1]" } }
  - { id: domain, name: acme.example, check: { type: domain, name: acme.example, warn: 30d } }
  - { id: backup, name: Backup, check: { type: heartbeat, workflow: backup.yml, every: 24h, grace: 30m } }
  - { id: stripe, name: Stripe, check: { type: statuspage, url: https://status.stripe.com, component: API } }
  - { id: all, name: All, group: rest, check: { type: group, members: [api, db], at_least: 1 } }
  - { id: desk, name: Support desk, retired: 2026-11-01 }
secrets: [API_TOKEN, CLIENT_KEY, SLACK_URL, HOOK_SECRET]
reference: [https://example.com/]
results: { branch: main, keep: 30d }
notify:
  - { id: hook, type: webhook, audience: public, url: https://acme.example/hook, secret: "\${HOOK_SECRET}" }
  - { id: ops, type: slack, audience: operators, url: "\${SLACK_URL}", components: [api], min_impact: major }
  - { id: game, type: discord, audience: public, url: https://discord.example/hook, events: [incident.created] }
  - { id: team, type: teams, audience: operators, url: https://teams.example/hook, quiet_hours: "22:00-07:00" }
  - { id: chat, type: telegram, audience: public, token: abc, chat: -100123, language: de }
  - { id: post, type: email, audience: public, host: smtp.acme.example, from: a@acme.example, to: [b@acme.example] }
  - { id: push, type: ntfy, audience: operators, url: https://ntfy.sh/acme, remind_every: 1h }
  - { id: page, type: pagerduty, audience: operators, routing_key: abc }
  - { id: issue, type: github_issue, audience: public, labels: [outage], assignees: [octocat] }
  - { id: news, type: buttondown, audience: public, api_key: abc, tags: [api] }
tell_public_after: 5m
`
