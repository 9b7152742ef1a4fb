import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { calendarAt } from '../demo/calendar.ts'
import { demoHistory } from '../demo/history.ts'
import { demoIncidents } from '../demo/incidents.ts'
import { git } from '../git/git.ts'
import { Failure } from '../problem/problem.ts'
import { loadConfig } from '../store/config-file.ts'
import type { Instant } from '../time/instant.ts'
import { writeStarter } from './init-write.ts'
import { publishResults } from './publish-results.ts'

/**
 * A page in a scratch folder: what `init` writes, the demo's components.yml, incidents and history, committed and pushed
 * to a bare repository beside it. Answers with the page's root.
 */
export async function makeDemoPage(scratch: string, components: string, now: Instant): Promise<string> {
  const root = join(scratch, 'page')
  const remote = join(scratch, 'origin.git')
  const order = {
    name: 'Acme Status',
    url: '',
    timezone: 'UTC',
    endpoints: [],
    engine: { repository: 'OWNER/candor', commit: 'main' },
  }
  await writeStarter(root, order, components)
  await mkdir(join(root, 'certs'))
  await copyFile(
    fileURLToPath(new URL('../demo/certificates/root.pem', import.meta.url)),
    join(root, 'certs', 'demo-root.pem'),
  )

  await run(scratch, ['init', '--quiet', '--bare', '--initial-branch=main', remote])
  await run(root, ['init', '--quiet', '--initial-branch=main'])
  await run(root, ['remote', 'add', 'origin', remote])
  await commit(root, 'Start the page')

  const calendar = calendarAt(now)
  for (const [name, text] of demoIncidents(calendar)) await writeFile(join(root, 'incidents', name), text)
  await commit(root, 'Write down what happened')
  await run(root, ['push', '--quiet', 'origin', 'main'])

  for (const [name, text] of demoHistory(calendar)) await writeFile(join(root, 'checks', name), text)
  await publishResults(root, (await loadConfig(root)).config, now)
  return root
}

async function commit(root: string, subject: string): Promise<void> {
  await run(root, ['add', '--all'])
  await run(root, [
    '-c',
    'user.name=Candor demo',
    '-c',
    'user.email=demo@candor.invalid',
    'commit',
    '--quiet',
    '-m',
    subject,
  ])
}

async function run(folder: string, args: string[]): Promise<void> {
  const { code, stderr } = await git(folder, args)
  if (code !== 0) throw new Failure(`\`git ${args[0]}\` failed in the demo's folder.\n  ${stderr}`)
}
