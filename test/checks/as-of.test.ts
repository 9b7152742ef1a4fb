import { expect, it } from 'vitest'
import { readResults } from '../../src/checks/read.ts'
import { readConfig } from '../../src/config/read.ts'
import { parseInstant } from '../../src/time/instant.ts'

const config = readConfig(`candor: 1
site: { name: Acme, url: https://status.acme.example }
components: [{ id: api, name: API, check: { type: http, url: https://api.acme.example/ } }]
`).config!

const files = new Map([
  [
    '2026-11-21.csv',
    `time,run,api,end_mark
2026-11-21T10:00:00Z,a.1,80,.
2026-11-21T10:05:00Z,a.2,10000 timeout,.
2026-11-21T10:30:00Z,a.3,81,.
`,
  ],
])
const at = (clock: string) => parseInstant(`2026-11-21T${clock}:00Z`)!

it('believes a row from a clock that is ahead by up to ten minutes', () => {
  expect(readResults(files, config, at('09:55')).histories.get('api')?.state?.verdict).toBe('down')
  expect(readResults(files, config, at('10:04')).histories.get('api')?.state?.verdict).toBe('down')
})

it('answers as of a moment in the past, whatever came later', () => {
  const asOf = (clock: string) => readResults(files, config, at(clock), 0).histories.get('api')
  expect(asOf('10:04')?.state?.verdict).toBe('up')
  expect(asOf('10:06')?.state?.verdict).toBe('down')
  expect(asOf('10:29')?.latest?.time).toBe(at('10:05'))
  expect(asOf('09:59')?.latest).toBeNull()
})
