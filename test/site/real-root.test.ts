import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engine } from './built.ts'

const run = promisify(execFile)

const root: Record<string, string> = {
  'components.yml': `candor: 1
site:
  name: Acme Status
  url: https://org.github.io/repo
  timezone: Europe/Berlin
results: { branch: main }
components:
  - { id: api, name: Public API, check: { type: http, url: "https://api.acme.example/" } }
  - { id: web, name: Web application, check: { type: http, url: "https://www.acme.example/" } }
  - { id: backoffice, name: Backoffice of Acme, audience: internal, check: { type: http, url: "https://bo.acme.example/" } }
`,
  'checks/FORMAT': '1\n',
  'checks/2026-11-21.csv': `time,run,api,web,backoffice,end_mark
2026-11-21T09:55:00Z,1.1,120,200,90,.
2026-11-21T10:00:00Z,2.1,121,10000 timeout,12 refused,.
`,
  'incidents/2026-11-21-web.md': `---
title: The web application is down
components:
  web: major_outage
---

## Investigating · 2026-11-21 10:02 UTC

We are looking into it.
`,
  'incidents/2026-11-20-draft.md': `---
title: A draft nobody may read
draft: true
---

## Resolved · 2026-11-20 10:02 UTC

Words of a draft.
`,
  'incidents/2026-11-19-internal.md': `---
title: The coffee machine
audience: internal
components:
  backoffice: partial_outage
---

## Resolved · 2026-11-19 10:02 UTC

Words for ourselves.
`,
}

let folder: string
let open: string
let internal: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candor-root-'))
  for (const [path, text] of Object.entries(root)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  open = join(folder, 'out', 'open')
  internal = join(folder, 'out', 'internal')
  const build = (out: string, ...more: string[]) =>
    run(
      process.execPath,
      [join(engine, 'src/main.ts'), 'build', '--root', folder, '--now', '2026-11-21T10:05:00Z', '--out', out, ...more],
      // From a folder that is neither the engine's nor the page's.
      { cwd: tmpdir() },
    )
  await Promise.all([build(open), build(internal, '--audience', 'internal')])
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function everything(site: string): Promise<string> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'utf8')}`))).join('\n')
}

describe('./candor build on a real root', () => {
  test('shows what people wrote and what probes saw, in the zone of the page', async () => {
    const html = (await readFile(join(open, 'index.html'), 'utf8')).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(html).toContain('The web application is down')
    expect(html).toContain('We are looking into it.')
    expect(html).toContain('Checked 11:00 CET , next by 12:00 CET')
  })

  test('keeps what is internal, and drafts, out of every file of the public site', async () => {
    const text = await everything(open)
    for (const words of ['Backoffice', 'backoffice', 'coffee machine', 'Words for ourselves', 'draft']) {
      expect(text).not.toContain(words)
    }
  })

  test('shows what is internal to those it is for, and drafts to nobody', async () => {
    const text = await everything(internal)
    expect(text).toContain('Backoffice of Acme')
    expect(text).toContain('Words for ourselves')
    expect(text).not.toContain('Words of a draft')
  })

  test('puts every link below the base path', async () => {
    const links = [...(await readFile(join(open, 'index.html'), 'utf8')).matchAll(/ (?:href|src)="(\/[^"]*)"/g)]
    expect(links.length).toBeGreaterThan(5)
    for (const [, link] of links) expect(link).toMatch(/^\/repo\//)
  })
})
