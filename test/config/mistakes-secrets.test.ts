import { mistakes } from './mistake.ts'

mistakes('secrets', {
  'a name that is not listed': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: http
      url: https://api.acme.example/health
      headers: { Authorization: "Bearer \${API_TOKEN}" }
`,
    said: `components.yml:9:33: \`\${API_TOKEN}\` is not listed in \`secrets\`.
  List it, so that nothing else can be read:
    secrets: [API_TOKEN]`,
  },
  'a name with a slip': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
defaults: { headers: { X-Token: "\${API_TOKN}" } }
components: []
secrets: [API_TOKEN]
`,
    said: `components.yml:3:33: \`\${API_TOKN}\` is not listed in \`secrets\`.
  Did you mean \`\${API_TOKEN}\`?`,
  },
  'a name in small letters, one without an end, an empty one': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    check:
      type: tcp
      host: db.acme.example
      port: 5432
      send: "\${token} \${} \${TOKEN"
`,
    said: `components.yml:10:13: \`\${token}\` is no name that can be filled in.
  Expected capitals, digits and \`_\` in braces, as in:
    "Bearer \${API_TOKEN}"
components.yml:10:13: \`\${}\` is no name that can be filled in.
  Expected capitals, digits and \`_\` in braces, as in:
    "Bearer \${API_TOKEN}"
components.yml:10:13: \`\${TOKEN\` is no name that can be filled in.
  Expected capitals, digits and \`_\` in braces, as in:
    "Bearer \${API_TOKEN}"`,
  },
  'a channel whose secret is not listed': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
notify:
  - { id: ops, type: slack, audience: operators, url: "\${SLACK_URL}" }
secrets: [API_TOKEN]
`,
    said: `components.yml:5:55: \`\${SLACK_URL}\` is not listed in \`secrets\`.
  List it, so that nothing else can be read:
    secrets: [API_TOKEN, SLACK_URL]`,
  },
  'a secret in a text that everybody reads': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: "API \${API_TOKEN}" }
secrets: [API_TOKEN]
`,
    said: `components.yml:4:22: \`\${API_TOKEN}\` is not filled in here: this text is public.
  Expected it only under \`check\`, \`defaults\` or \`notify\`.`,
  },
  'a name of a secret in small letters': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
secrets: [api_token]
`,
    said: `components.yml:4:11: Entry 1 in \`secrets\` cannot be \`api_token\`.
  Expected the name of an environment variable in capitals, as in:
    secrets: [ API_TOKEN ]`,
  },
})
