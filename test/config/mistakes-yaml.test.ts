import { mistakes } from './mistake.ts'

mistakes('what is no YAML 1.2', {
  'an empty file': {
    file: ``,
    said: `components.yml:1:1: components.yml is empty.
  Expected at least:
    candor: 1
    site:
      name: Acme Status
      url: https://status.acme.example
    components:
      - id: api
        name: Public API
        check: { type: http, url: https://api.acme.example/health }`,
  },
  'a file of comments': {
    file: `# nothing yet
`,
    said: `components.yml:1:1: components.yml is empty.
  Expected at least:
    candor: 1
    site:
      name: Acme Status
      url: https://status.acme.example
    components:
      - id: api
        name: Public API
        check: { type: http, url: https://api.acme.example/health }`,
  },
  'a list instead of a map': {
    file: `- id: api
  name: API
`,
    said: `components.yml:1:1: \`components.yml\` cannot be a list.
  Expected a map of keys.`,
  },
  'a plain text': {
    file: `Hello
`,
    said: `components.yml:1:1: \`components.yml\` cannot be \`Hello\`.
  Expected a map of keys.`,
  },
  'a key that stands twice': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: API
    name: Public API
`,
    said: `components.yml:6:5: \`name\` stands twice here.
  Expected every key once: remove one, or start a new list entry with \`- \`.`,
  },
  'a quote that is not closed': {
    file: `candor: 1
site: { name: "Acme, url: https://status.acme.example }
components: []
`,
    said: `components.yml:4:1: This is no YAML: Missing closing quote ".
  Expected every quote and bracket that is opened to be closed, as in:
    languages: [en, "de"]`,
  },
  'a bracket that is not closed': {
    file: `candor: 1
site:
  name: Acme
  url: https://status.acme.example
  languages: [en, de
components: []
`,
    said: `components.yml:6:1: This is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ].
  Expected every quote and bracket that is opened to be closed, as in:
    languages: [en, "de"]`,
  },
  'a tab for indentation': {
    file: `candor: 1
site:
	name: Acme
	url: https://status.acme.example
components: []
`,
    said: `components.yml:3:1: A tab stands where blanks belong.
  Expected two blanks for each level.
components.yml:4:1: A tab stands where blanks belong.
  Expected two blanks for each level.`,
  },
  'keys that are not below each other': {
    file: `candor: 1
site:
  name: Acme
   url: https://status.acme.example
components: []
`,
    said: `components.yml:3:9: This is no YAML: Nested mappings are not allowed in compact mappings.
  Expected keys of one level exactly below each other, and a text that holds \`: \` in quotes, as in:
    name: "Search: beta"`,
  },
  'a colon in a text without quotes': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: search
    name: Search: beta
`,
    said: `components.yml:5:11: This is no YAML: Nested mappings are not allowed in compact mappings.
  Expected keys of one level exactly below each other, and a text that holds \`: \` in quotes, as in:
    name: "Search: beta"`,
  },
  'a secret without quotes inside of braces': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
notify:
  - { id: ops, type: slack, audience: operators, url: \${SLACK_URL} }
secrets: [SLACK_URL]
`,
    said: `components.yml:5:56: A text with \`\${...}\` inside of \`{ }\` needs quotes.
  Expected it in quotes, as in:
    headers: { Authorization: "Bearer \${API_TOKEN}" }`,
  },
  'a second document': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
---
candor: 1
site: { name: Acme, url: https://status.acme.example }
components: []
`,
    said: `components.yml:4:1: A second document begins here (\`---\`).
  Expected one document: remove this line.`,
  },
  'a tag of another program': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: !!js/function "function () { return 1 }"
`,
    said: `components.yml:5:11: \`!!js/function\` is a tag of another program.
  Expected plain YAML 1.2: remove it.`,
  },
  'a list as a key': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    ? [name]
    : API
`,
    said: `components.yml:5:7: A list or map stands where a key belongs.
  Expected a plain key, as in:
    name: API`,
  },
  'an alias that leads nowhere': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: api
    name: *name
`,
    said: `components.yml:5:11: \`*name\` stands for nothing that was named before.
  Expected it written out.`,
  },
  'aliases that blow up': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
components: [*c, *c, *c, *c]
`,
    said: `components.yml:1:1: Its aliases (\`*name\`) would blow up to more than they look.
  Expected it written out.`,
  },
  'a merge key': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - &base { id: api, name: API }
  - <<: *base
    id: web
    name: Website
`,
    said: `components.yml:5:5: \`<<\` is no key of the component \`web\`.
  Merge keys are not part of YAML 1.2; keys for all components go under \`defaults:\`.`,
  },
})
