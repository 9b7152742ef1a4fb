import { mistakes } from './mistake.ts'

mistakes('values that cannot be in a check', {
  'an address of another protocol': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: ftp://files.acme.example/
`,
    said: `components.yml:8:12: \`url\` cannot be \`ftp://files.acme.example/\`.
  Expected a web address that starts with https:// or http://, as in:
    url: https://api.acme.example/health`,
  },
  'a websocket with a web address': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: websocket
      url: https://live.acme.example/socket
`,
    said: `components.yml:8:12: \`url\` cannot be \`https://live.acme.example/socket\`.
  Expected an address that starts with wss:// or ws://, as in:
    url: wss://live.acme.example/socket`,
  },
  'a host with a scheme': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: tls
      host: https://mail.acme.example
      port: 993
`,
    said: `components.yml:8:13: \`host\` cannot be \`https://mail.acme.example\`.
  Expected a host name or an IP address, without https:// and without a port, as in:
    host: db.acme.example`,
  },
  'a port that is too high': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: tcp
      host: db.acme.example
      port: 70000
`,
    said: `components.yml:9:13: \`port\` cannot be \`70000\`.
  Expected a port from 1 to 65535, as in:
    port: 5432`,
  },
  'a length of time in words': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      interval: 5 minutes
`,
    said: `components.yml:9:17: \`interval\` cannot be \`5 minutes\`.
  Expected a length of time such as 30s, 5m, 24h or 90d, as in:
    interval: 5m`,
  },
  'a length of time without a unit': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      timeout: 10
`,
    said: `components.yml:9:16: \`timeout\` cannot be \`10\`.
  Expected a length of time such as 30s, 5m, 24h or 90d, as in:
    timeout: 10s`,
  },
  'a length of time that is nothing': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      timeout: 0s
`,
    said: `components.yml:9:16: \`timeout\` cannot be \`0s\`.
  Expected a length of time above zero, as in:
    timeout: 10s`,
  },
  'too many attempts': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      confirm: 50
`,
    said: `components.yml:9:16: \`confirm\` cannot be \`50\`.
  Expected a number of at most 10, as in:
    confirm: 3`,
  },
  'half an attempt': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      confirm: 2.5
`,
    said: `components.yml:9:16: \`confirm\` cannot be \`2.5\`.
  Expected a whole number, as in:
    confirm: 3`,
  },
  'a method in small letters': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      method: post
`,
    said: `components.yml:9:15: \`method\` cannot be \`post\`.
  Did you mean \`POST\`?
  Expected an HTTP method in capitals, as in:
    method: GET`,
  },
  'a status code that is none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { status: [200, 2xx] }
`,
    said: `components.yml:9:31: Entry 2 in \`status\` cannot be \`2xx\`.
  Expected status codes such as 200 or 200-299, as in:
    status: [ 200-299 ]`,
  },
  'status codes the wrong way round': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { status: [299-200] }
`,
    said: `components.yml:9:26: Entry 1 in \`status\` cannot be \`299-200\`.
  Expected the smaller status code first, as in:
    status: [ 200-299 ]`,
  },
  'a header name with a blank': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      headers: { "X Version": "2" }
`,
    said: `components.yml:9:18: \`X Version\` cannot be a key of \`headers\`.
  Expected a header name, as in:
    headers: { Authorization: "Bearer \${API_TOKEN}" }`,
  },
  'a header value that is a number': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      headers: { X-Version: 2 }
`,
    said: `components.yml:9:29: \`X-Version\` cannot be \`2\`.
  Expected a text; put it in quotes:
    X-Version: "2"`,
  },
  'a regular expression that cannot be read': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { body: { matches: "ok(" } }
`,
    said: `components.yml:9:34: \`matches\` cannot be \`ok(\`.
  Expected a regular expression that RE2 can read (missing closing ): \`ok(\`), as in:
    matches: "status: (ok|fine)"`,
  },
  'a regular expression that looks ahead': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { body: { matches: "(?=ok)" } }
`,
    said: `components.yml:9:34: \`matches\` cannot be \`(?=ok)\`.
  Expected a regular expression that RE2 can read (invalid or unsupported Perl syntax: \`(?=\`), as in:
    matches: "status: (ok|fine)"`,
  },
  'a JSON path that cannot be read': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { json: [{ path: "$.nodes[", equals: up }] }
`,
    said: `components.yml:9:32: \`path\` cannot be \`"$.nodes["\`.
  Expected a JSON path as RFC 9535 has them (unclosed bracketed selection), as in:
    path: $.db.state`,
  },
  'a JSON rule without a comparison': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { json: [{ path: $.state }] }
`,
    said: `components.yml:9:24: Entry 1 in \`json\` is not complete.
  Expected a comparison beside \`path\`: equals, not, above, below, matches or exists, as in:
    json: [ { path: $.db.state, equals: up } ]`,
  },
  'a JSON path that does not start with $': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      expect: { json: [{ path: state, equals: up }] }
`,
    said: `components.yml:9:32: \`path\` cannot be \`state\`.
  Expected a JSON path that starts with $, as in:
    path: $.db.state`,
  },
  'a certificate outside of the repository': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      ca: ../../etc/ssl/root.pem
`,
    said: `components.yml:9:11: \`ca\` cannot be \`../../etc/ssl/root.pem\`.
  Expected the path of a file in this repository, without \`..\` and not starting with \`/\`, as in:
    ca: certs/internal.pem`,
  },
  'an address range that is none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      allow_private: [10.0.0.0/8, 192.168.1.1/40]
`,
    said: `components.yml:9:35: Entry 2 in \`allow_private\` cannot be \`192.168.1.1/40\`.
  Expected an address range such as 10.0.0.0/8 or fd00::/8, as in:
    allow_private: [ 10.0.0.0/8 ]`,
  },
  'an address family that is none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      ip: 5
`,
    said: `components.yml:9:11: \`ip\` cannot be \`5\`.
  Expected 4, 6 or both, as in:
    ip: 4`,
  },
})
