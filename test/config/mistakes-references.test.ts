import { mistakes } from './mistake.ts'

mistakes('names that lead nowhere', {
  'an id that two components have': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API }
  - { id: web, name: Website }
  - { id: api, name: Other API }
`,
    said: `components.yml:6:11: The id \`api\` belongs to another component already.
  Expected an id of its own; the other one is in line 4.`,
  },
  'an id that two groups have, and one of two channels': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
groups:
  - { id: core, name: Core }
  - { id: core, name: More }
components: []
notify:
  - { id: ops, type: pagerduty, audience: operators, routing_key: abc }
  - { id: ops, type: pagerduty, audience: public, routing_key: abc }
`,
    said: `components.yml:5:11: The id \`core\` belongs to another group already.
  Expected an id of its own; the other one is in line 4.
components.yml:9:11: The id \`ops\` belongs to another channel already.
  Expected an id of its own; the other one is in line 8.`,
  },
  'a former id that is still in use': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, was: [web] }
  - { id: web, name: Website }
`,
    said: `components.yml:4:33: \`web\` is the id of a component that is still listed.
  Expected an id that no component has any more: remove this line, or rename the component \`web\`.`,
  },
  'a former id that is its own, and one that two claim': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, was: [api, old] }
  - { id: web, name: Website, was: [old] }
`,
    said: `components.yml:4:33: \`api\` is the id it has now.
  Expected an id that it had before.
components.yml:5:37: \`old\` stands under \`was\` of two components.
  It is already claimed by \`api\`.`,
  },
  'a group with a slip': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
groups:
  - { id: core, name: Core }
components:
  - { id: api, name: API, group: cor }
`,
    said: `components.yml:6:34: There is no group \`cor\`.
  Did you mean \`core\`?`,
  },
  'a group where there is none': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, group: core }
`,
    said: `components.yml:4:34: There is no group \`core\`.
  Expected the id of a group; this file has none.`,
  },
  'a dependency that does not exist': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, depends_on: [database] }
  - { id: db, name: Database }
`,
    said: `components.yml:4:40: There is no component \`database\`.
  Expected the id of a component: api, db.`,
  },
  'components that depend on each other': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, depends_on: [web] }
  - { id: web, name: Website, depends_on: [db] }
  - { id: db, name: Database, depends_on: [api] }
`,
    said: `components.yml:6:44: \`api\` → \`web\` → \`db\` → \`api\` depends on itself.
  Expected a way that ends: remove one of these \`depends_on\`.`,
  },
  'a component that depends on itself': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API, depends_on: [api] }
`,
    said: `components.yml:4:40: \`api\` → \`api\` depends on itself.
  Expected a way that ends: remove one of these \`depends_on\`.`,
  },
  'a member that does not exist': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: web-1, name: One }
  - id: web
    name: Web
    check: { type: group, members: [web-1, web-2], at_least: 3 }
`,
    said: `components.yml:7:44: There is no component \`web-2\`.
  Did you mean \`web-1\`?
components.yml:7:62: \`at_least: 3\` can never be reached.
  Expected at most 2: it has 2 members.`,
  },
  'a group check that is a member of itself': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - id: web
    name: Web
    check: { type: group, members: [all] }
  - id: all
    name: All
    check: { type: group, members: [web] }
`,
    said: `components.yml:9:37: \`web\` → \`all\` → \`web\` is a member of itself.
  Expected members that are probed on their own.`,
  },
  'a channel for a component that does not exist': {
    file: `candor: 1
site: { name: Acme, url: https://status.acme.example }
components:
  - { id: api, name: API }
notify:
  - { id: ops, type: pagerduty, audience: operators, routing_key: abc, components: [apo] }
`,
    said: `components.yml:6:85: There is no component \`apo\`.
  Did you mean \`api\`?`,
  },
})
