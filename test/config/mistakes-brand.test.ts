import { mistakes } from './mistake.ts'

const page = (brand: string) => `candor: 1
site:
  name: Acme
  url: https://status.acme.example
  brand:
${brand}
components:
  - { id: api, name: API, check: { type: http, url: https://api.acme.example/ } }
`

mistakes('a brand that cannot be read', {
  'an accent too light for paper': {
    file: page('    accent: "#7ab8ff"'),
    said: `components.yml:6:13: \`#7ab8ff\` is hard to read in the light theme: a contrast of 1.82 to 1.
  Expected at least 4.5 to 1. The nearest that passes:
    accent: "#476b94"`,
  },
  'an accent for the night that is too dark': {
    file: page('    accent: { light: "#1f4fbf", dark: "#1f4fbf" }'),
    said: `components.yml:6:39: \`#1f4fbf\` is hard to read in the dark theme: a contrast of 2.24 to 1.
  Expected at least 4.5 to 1. The nearest that passes:
    dark: "#6d8dd5"`,
  },
  'a state whose colour is nearly the ground, once for each theme': {
    file: page(`    colours:
      operational: { light: "#eeeeee", dark: "#101010" }`),
    said: `components.yml:7:29: \`#eeeeee\` is hard to read in the light theme: a contrast of 1.07 to 1.
  Expected at least 4.5 to 1. The nearest that passes:
    light: "#696969"
components.yml:7:46: \`#101010\` is hard to read in the dark theme: a contrast of 1.00 to 1.
  Expected at least 4.5 to 1. The nearest that passes:
    dark: "#8f8f8f"`,
  },
})
