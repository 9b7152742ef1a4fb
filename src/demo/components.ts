import type { ServiceName } from './services.ts'

/** The demo's components.yml, watching services on these ports. */
export function demoComponents(ports: Record<ServiceName, number>, url: string): string {
  return `candor: 1
site:
  name: Acme Status
  url: ${url}
  description: Live status of Acme's services
  support: https://acme.example/help
defaults:
  interval: 10s
  stale_after: 15m
  timeout: 3s
  confirm: 2
  confirm_every: 1s
  allow_private: true # the demo's services live on this computer
groups:
  - { id: core, name: Core platform, description: What every customer uses }
  - { id: data, name: Data and delivery }
  - { id: partners, name: Partners }
components:
  - id: website
    name: Website
    group: core
    target: 99.9
    depends_on: [api]
    check: { type: http, url: "http://127.0.0.1:${ports.website}/" }
  - id: api
    name: Public API
    group: core
    description: REST and GraphQL endpoints
    link: https://docs.acme.example
    target: 99.95
    depends_on: [database]
    check:
      type: http
      url: http://127.0.0.1:${ports.api}/health
      expect: { json: [{ path: $.ok, equals: true }] }
  - id: sign-in
    name: Sign-in
    group: core
    check: { type: tls, host: localhost, port: ${ports['sign-in']}, ip: 4, ca: certs/demo-root.pem }
  - id: database
    name: Database
    group: core
    target: 99.99
    check: { type: tcp, host: 127.0.0.1, port: ${ports.database}, send: "PING\\r\\n", expect: PONG }
  - id: search
    name: Search
    group: data
    check: { type: http, url: "http://127.0.0.1:${ports.search}/", degraded_over: 500ms }
  - id: images
    name: Images
    group: data
    check: { type: http, url: "http://127.0.0.1:${ports.images}/" }
  - id: webhooks
    name: Webhooks
    group: data
    description: Events delivered to your endpoints
    check: { type: http, url: "http://127.0.0.1:${ports.webhooks}/" }
  - id: payments
    name: Payments
    group: partners
    target: 99.9
    check: { type: http, url: "https://localhost:${ports.payments}/", ip: 4, ca: certs/demo-root.pem }
  - id: email
    name: E-mail to customers
    group: partners
    description: Not probed; incidents alone set its state
    since: 2026-01-01
results: { branch: status-data, keep: 90d }
`
}
