import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const page = { id: 'p1', name: 'Acme', url: 'https://status.acme.example', time_zone: 'Etc/UTC' }
const update = {
  status: 'resolved',
  body: 'Done.',
  created_at: '2024-05-01T10:00:00Z',
  display_at: '2024-05-01T10:00:00Z',
}
const incident = { id: 'abc123', name: 'Errors', status: 'resolved', impact: 'minor', incident_updates: [update] }

/** Small pages of others, by the names that docs/move-in/ gives them. */
const files: Record<string, string> = {
  'saved/summary.json': JSON.stringify({ page, components: [{ id: 'c1', name: 'API' }], incidents: [incident] }),
  'old-cstate/config.yml':
    'title: Acme\nbaseURL: https://status.acme.example/\nlanguages: { en: {}, de: {} }\nparams:\n  systems:\n    - name: API\n',
  'old-cstate/content/issues/2024-05-01-api.md':
    '---\ntitle: Down\ndate: 2024-05-01 10:00\nresolved: true\nresolvedWhen: 2024-05-01 11:00\nseverity: down\naffected: [API]\n---\nIt is down.\n',
  'old-cstate/content/de/issues/2024-05-01-api.md': '+++\ntitle = "Kaputt"\n+++\nEs geht nicht.\n',
  'old-upptime/.upptimerc.yml':
    'owner: acme\nrepo: upptime\nsites:\n  - { name: API, url: "https://acme.example", headers: ["Authorization: $TOKEN"] }\n',
  'issues.json': JSON.stringify([
    {
      number: 7,
      title: '🛑 API is down',
      body: 'Down.',
      createdAt: '2024-05-01T10:00:00Z',
      closedAt: '2024-05-01T11:00:00Z',
      labels: [{ name: 'status' }, { name: 'api' }],
      comments: [],
    },
  ]),
}

export async function writeSources(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}
