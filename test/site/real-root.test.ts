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
  repository: acme/status
  brand:
    logo: brand/acme.svg
    theme: dark
    accent: "#7a1fa2"
    style: brand/page.css
    links: [{ text: Acme, url: "https://acme.example/" }]
    header: "Status of **all** regions <script>alert(1)</script>"
    footer: "[Contact](https://acme.example/contact) [bad](javascript:alert(1))"
    origins: ["https://cdn.acme.example"]
results: { branch: main }
components:
  - { id: api, name: Public API, check: { type: http, url: "https://api.acme.example/" } }
  - { id: web, name: Web application, check: { type: http, url: "https://www.acme.example/" } }
  - { id: backoffice, name: Backoffice of Acme, audience: internal, check: { type: http, url: "https://bo.acme.example/" } }
`,
  'brand/acme.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1H0z"/></svg>',
  'brand/page.css': ':root { --bg: #fffdf8 } /* </style><script>alert(1)</script> */',
  'pages/imprint.md': '# Imprint of Acme\n\nAcme **Ltd**, <img src=x onerror=alert(1)> Berlin.\n',
  'pages/uptime.md': '# A page that would hide another\n',
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

describe("an owner's own look", () => {
  const read = (path: string) => readFile(join(open, path), 'utf8')

  test('has the logo, the colours in both themes, links and slots', async () => {
    const html = await read('index.html')
    expect(html).toContain('<html lang="en" dir="ltr" data-theme="dark"')
    expect(html).toMatch(/<h1 class="name" dir="auto"><img src="\/repo\/brand\/logo\.svg" alt="Acme Status"/)
    expect(await read('brand/logo.svg')).toBe(root['brand/acme.svg'])
    // The dark one is made of the light one, so that it can be read.
    expect(html).toContain(':root{--link:#7a1fa2}')
    expect(html).toMatch(/:root\[data-theme="dark"\]\{--link:#[0-9a-f]{6}\}/)
    expect(html).toContain('<a href="https://acme.example/" rel="noopener" dir="auto">Acme</a>')
    expect(html).toContain('Status of <strong>all</strong> regions &lt;script&gt;')
    expect(html).toContain('href="https://acme.example/contact"')
    expect(html).not.toContain('href="javascript:')
    expect(html).toContain("img-src 'self' https://cdn.acme.example;")
  })

  test('ends with a style sheet that cannot end the style element', async () => {
    const html = await read('index.html')
    const own = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].at(-1)![1]!
    expect(own).toBe(':root { --bg: #fffdf8 } /* <\\/style><script>alert(1)<\\/script> */')
  })

  test('has pages of Markdown, rendered as safely as an incident, and none in the place of ours', async () => {
    const page = await read('imprint/index.html')
    expect(page).toMatch(/<h1[^>]*>Imprint of Acme<\/h1>/)
    expect(page).toContain('Acme <strong>Ltd</strong>')
    expect(page).not.toContain('<img src=x')
    expect(await read('index.html')).toContain('<a href="/repo/imprint/" dir="auto">Imprint of Acme</a>')
    expect(await read('uptime/index.html')).not.toContain('hide another')
  })

  test('leads each outage and figure to its rows at GitHub', async () => {
    const html = await read('components/web/index.html')
    expect(html).toMatch(/href="https:\/\/github\.com\/acme\/status\/blob\/[\w-]+\/checks\/2026-11-21\.csv"/)
    expect(await read('incidents/2026-11-21-web/index.html')).toMatch(
      /href="https:\/\/github\.com\/acme\/status\/blob\/[\w-]+\/incidents\/2026-11-21-web\.md"/,
    )
  })
})

describe('a page for the inside', () => {
  test('says so on every page and asks not to be found', async () => {
    const html = await readFile(join(internal, 'index.html'), 'utf8')
    expect(html).toContain('Internal page: not for the public.')
    expect(html).toContain('<meta name="robots" content="noindex"')
    const publicPage = await readFile(join(open, 'index.html'), 'utf8')
    expect(publicPage).not.toContain('Internal page')
    expect(publicPage).not.toContain('noindex')
  })
})
