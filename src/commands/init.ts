import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { readConfig } from '../config/read.ts'
import { headCommit, repositorySlug } from '../git/state.ts'
import { Failure, formatProblem } from '../problem/problem.ts'
import { type StarterOrder, starterFiles } from '../starter/starter.ts'
import { print } from './context.ts'

/** The engine's own folder: what `init` copies lies beside this file's tree. */
export const engineFolder = fileURLToPath(new URL('../../', import.meta.url))
const copied = ['checks/README.md', 'incidents/README.md', 'incidents/_templates']

interface Options {
  name: string
  url: string
  timezone: string
  endpoint: string[]
  engine?: string
}

export function define(command: Command): void {
  const collect = (value: string, all: string[]) => [...all, value]
  command
    .argument('<dir>', 'the new folder')
    .option('--name <name>', 'the name at the top of the page', 'Status')
    .option('--url <url>', 'where the page will live', 'https://status.example.com')
    .option('--timezone <zone>', 'IANA zone of the page', 'UTC')
    .option(
      '--endpoint <id=address>',
      'what to watch: https://..., tcp://host:port or tls://host:port; repeatable',
      collect,
      [],
    )
    .option('--engine <owner/candor@commit>', 'the engine that the workflows use')
    .action(async (dir: string, options: Options) => {
      const order = await orderOf(options)
      const files = await writeStarter(resolve(dir), order)
      for (const path of files) print(`  ${join(dir, path)}`)
      print(`\nNext: put what you watch into ${join(dir, 'components.yml')}, then\n  ./candor check --root ${dir}`)
    })
}

async function orderOf(options: Options): Promise<StarterOrder> {
  const endpoints = (options.endpoint.length > 0 ? options.endpoint : [`website=${options.url}`]).map((text) => {
    const [, id, address] = /^([a-z0-9][a-z0-9-]*)=((?:https?|tcp|tls):\/\/.+)$/.exec(text) ?? []
    if (id !== undefined && address !== undefined) return { id, address }
    throw new Failure(
      `\`--endpoint ${text}\` cannot be read.\n  Expected an id and an address, as in: --endpoint api=https://api.acme.example/health`,
      {
        exitCode: 2,
      },
    )
  })
  return {
    name: options.name,
    url: options.url,
    timezone: options.timezone,
    endpoints,
    engine: await engineOf(options.engine),
  }
}

async function engineOf(asked: string | undefined): Promise<StarterOrder['engine']> {
  if (asked !== undefined) {
    const [, repository, commit] = /^([\w.-]+\/[\w.-]+)@([\w./-]+)$/.exec(asked) ?? []
    if (repository !== undefined && commit !== undefined) return { repository, commit }
    throw new Failure(`\`--engine ${asked}\` cannot be read.\n  Expected owner/candor@commit.`, { exitCode: 2 })
  }
  return {
    repository: (await repositorySlug(engineFolder)) ?? 'OWNER/candor',
    commit: (await headCommit(engineFolder)) ?? 'main',
  }
}

/**
 * Writes a new page into `folder` and answers with the paths. Nothing that is there is overwritten, and a
 * components.yml that would be refused is not written. `components` replaces the made one (the demo brings its own).
 */
export async function writeStarter(folder: string, order: StarterOrder, components?: string): Promise<string[]> {
  const files = starterFiles(order, await engineDocs())
  if (components !== undefined) files.set('components.yml', components)
  const { config, problems } = readConfig(files.get('components.yml')!)
  if (config === null) {
    throw new Failure(`that would make a page that Candor refuses.\n${problems.map(formatProblem).join('\n')}`, {
      exitCode: 2,
    })
  }
  const taken: string[] = []
  for (const path of files.keys()) if (await exists(join(folder, path))) taken.push(path)
  if (taken.length > 0) {
    throw new Failure(
      `${folder} has ${taken.join(', ')} already; nothing was written.\n  Expected a new folder, as in: ./candor init my-status`,
    )
  }
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, { flag: 'wx' })
  }
  return [...files.keys()]
}

async function engineDocs(): Promise<Map<string, string>> {
  const docs = new Map<string, string>()
  for (const path of copied) {
    const full = join(engineFolder, path)
    const names = (await stat(full)).isDirectory() ? (await readdir(full)).map((name) => join(full, name)) : [full]
    for (const name of names) docs.set(relative(engineFolder, name).replaceAll('\\', '/'), await readFile(name, 'utf8'))
  }
  return docs
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}
