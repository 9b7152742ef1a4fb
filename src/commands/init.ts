import { mkdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { git } from '../git/git.ts'
import { cloneTop } from '../git/state.ts'
import { Failure } from '../problem/problem.ts'
import { type Endpoint, readEndpoint } from '../starter/endpoint.ts'
import { note, print } from './context.ts'
import { engineOf, engineWarning } from './init-engine.ts'
import { lookOnce, whatWasSeen } from './init-probe.ts'
import { askEndpoints, askGit, askName, askUrl } from './init-questions.ts'
import { assertNoPage, engineFolder, writeStarter } from './init-write.ts'

interface Options {
  name?: string
  url?: string
  timezone: string
  endpoint: string[]
  engine?: string
  probe: boolean
  git?: boolean
  github: boolean
}

export function define(command: Command): void {
  const collect = (value: string, all: string[]) => [...all, value]
  command
    .argument('<dir>', 'the new folder')
    .option('--name <name>', 'the name at the top of the page')
    .option(
      '--url <url>',
      'where the page will live: https://status.acme.example or https://owner.github.io/repository',
    )
    .option('--timezone <zone>', 'IANA zone of the page', 'UTC')
    .option(
      '--endpoint <id=address>',
      'what to watch: https://..., tcp://host:port or tls://host:port; repeatable',
      collect,
      [],
    )
    .option('--engine <owner/candor@commit>', 'the engine that the workflows use (default: this one)')
    .option('--no-github', 'for another host: no workflows, no issues (docs/gitlab-ci.md, docs/cron.md)')
    .option('--no-probe', 'do not look at the endpoints')
    .option('--git', 'make it a Git repository, unless it is in one')
    .option('--no-git', 'leave Git alone')
    .addHelpText('after', '\nOn a terminal it asks for what no flag says.')
    .action(run)
}

async function run(dir: string, options: Options): Promise<void> {
  const folder = resolve(dir)
  // Before any question: an answer in vain is a nuisance.
  await assertNoPage(folder)
  const engine = await engineOf(options.engine)
  const flags = endpointsOf(options.endpoint)
  const order = {
    name: await askName(options.name),
    url: await askUrl(options.url),
    timezone: options.timezone,
    endpoints: await askEndpoints(flags),
    engine,
    github: options.github,
  }
  const { written, kept } = await writeStarter(folder, order)
  for (const path of written) print(`  ${join(dir, path)}`)
  for (const path of kept) note(`${join(dir, path)} was there and stays as it is.`)
  if (kept.includes('.gitignore')) note('  It should hold these lines:  checks/*  !checks/README.md  dist/')
  await makeClone(folder, options.git)

  if (options.probe) print(`\n${whatWasSeen(await lookOnce(folder), join(dir, 'components.yml'))}`)
  for (const words of warnings(options, engine, join(dir, 'components.yml'))) note(`\n${words}`)
  print(`\n${nextSteps(dir, order)}`)
}

function endpointsOf(flags: readonly string[]): Endpoint[] {
  const endpoints: Endpoint[] = []
  for (const text of flags) {
    const endpoint = readEndpoint(
      text,
      endpoints.map(({ id }) => id),
    )
    if (typeof endpoint === 'string') {
      throw new Failure(
        `\`--endpoint ${text}\`: ${endpoint}\n  Expected an address, with an id before it if you like, as in: --endpoint api=https://api.acme.example/health`,
        { exitCode: 2 },
      )
    }
    endpoints.push(endpoint)
  }
  return endpoints
}

/** A page in the engine's own clone (where people try it first) is a repository of its own all the same. */
async function makeClone(folder: string, flag: boolean | undefined): Promise<void> {
  await mkdir(folder, { recursive: true })
  const [top, engineTop] = [await cloneTop(folder), await cloneTop(engineFolder)]
  if (top !== null && top !== engineTop) {
    const inside = relative(resolve(top), folder)
    if (inside !== '') {
      note(`${inside} lies inside of the repository ${top}.\n  GitHub runs only the workflows at the top of one.`)
    }
    return
  }
  if (!(await askGit(flag))) return
  const { code, stderr } = await git(folder, ['init', '--quiet', '--initial-branch=main'])
  if (code !== 0) note(`It is no Git repository yet: ${stderr.trim()}`)
}

/** What was not said, and stands in for it. */
function warnings(options: Options, engine: Awaited<ReturnType<typeof engineOf>>, file: string): string[] {
  const missing = [
    ...(options.name === undefined ? ['--name'] : []),
    ...(options.url === undefined ? ['--url'] : []),
    ...(options.endpoint.length === 0 ? ['--endpoint'] : []),
  ]
  const asked = process.stdin.isTTY === true && process.stdout.isTTY === true
  const about = engineWarning(engine)
  return [
    ...(asked || missing.length === 0
      ? []
      : [`Nobody said ${missing.join(', ')}: an example stands in ${file}.\n  Put yours in its place.`]),
    ...(about === null ? [] : [about]),
  ]
}

/** Three things to type, in this order, from where the person stands. */
function nextSteps(dir: string, { name, github }: { name: string; github: boolean }): string {
  const here = relative(process.cwd(), join(engineFolder, 'candor'))
  const candor = here.includes('/') ? here : `./${here}`
  const [folder, subject] = [quoted(dir), quoted(`Start ${name}`)]
  return [
    'Next:',
    `  ${candor} serve --root ${folder}`,
    `  git -C ${folder} add --all && git -C ${folder} commit -m ${subject}`,
    `  git -C ${folder} remote add origin ${github ? 'git@github.com:OWNER/REPOSITORY.git' : 'ADDRESS'} && git -C ${folder} push -u origin main`,
    '',
    `The first shows the page here; the other two bring it to an empty repository of yours${github ? ' on GitHub' : ''}. How to turn`,
    `it on there: ${join(dir, 'README.md')}.`,
  ].join('\n')
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
