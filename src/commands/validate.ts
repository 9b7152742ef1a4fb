import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import process from 'node:process'
import { type Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { readConfig } from '../config/read.ts'
import type { Post } from '../incidents/incident.ts'
import { Failure, formatAnnotation, formatProblem, type Problem } from '../problem/problem.ts'
import { loadBrand } from '../store/brand-files.ts'
import { foreignFolder, incidentFiles, loadPost } from '../store/incidents-folder.ts'
import { translatePosts } from '../store/translations-folder.ts'
import { adviceOn } from './advice.ts'
import { contextOf, note, print, printJson } from './context.ts'

interface Options {
  root: string
  now?: string
  format: 'text' | 'github' | 'json'
}

export function define(command: Command): void {
  command
    .argument('[file...]', 'only these: components.yml or files of incidents/ (default: all)')
    .addOption(
      new Option('--format <how>', 'how problems are written').choices(['text', 'github', 'json']).default('text'),
    )
    .action(async (files: string[], options: Options) => {
      const { root, clock } = contextOf(options)
      const { problems, posts, config } = await readStrictly(root, files)
      if (config !== null) {
        const advice = await adviceOn(root, { config, posts, now: clock() })
        // Of some files alone nobody can tell what has not been written about.
        problems.push(...(files.length === 0 ? advice : advice.filter(({ file }) => file !== 'incidents')))
      }
      show(problems, options.format)
      if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1
      else if (options.format !== 'json') print(allIsWell(problems, posts, config, files))
    })
}

interface Read {
  problems: Problem[]
  posts: Post[]
  config: Config | null
}

async function readStrictly(root: string, files: string[]): Promise<Read> {
  const wanted = files.map((file) => inRoot(root, file))
  const path = join(root, 'components.yml')
  if (!existsSync(path)) {
    throw new Failure(
      `there is no components.yml in ${root}.\n  Expected the folder of a status page, as in: --root path/to/it`,
    )
  }
  const { config, problems } = readConfig(await readFile(path, 'utf8'))
  const result: Read = {
    problems: wanted.length === 0 || wanted.includes('components.yml') ? problems : [],
    posts: [],
    config,
  }
  // Which components there are cannot be told from a broken file: then only the rest of each post is checked.
  const known = { components: config?.components ?? null, timezone: config?.site.timezone ?? 'UTC' }
  if (wanted.length === 0 && config !== null) result.problems.push(...(await loadBrand(root, config)).problems)
  const foreign = await foreignFolder(root)
  if (foreign !== null) return { ...result, problems: [...result.problems, foreign] }
  const found = await incidentFiles(root)
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(`incidents/${name}`)
  const translations = found.translations.filter(({ file }) => isWanted(file))
  const originals: Post[] = []
  for (const name of found.posts) {
    const isTranslated = translations.some(({ of }) => `${of}.md` === name)
    if (!isWanted(name) && !isTranslated) continue
    const read = await loadPost(root, name, known, async () => () => null)
    if (read.post !== null) originals.push(read.post)
    if (!isWanted(name)) continue
    result.problems.push(...read.problems)
    if (read.post !== null) result.posts.push(read.post)
  }
  const site = { languages: config?.site.languages ?? [], timezone: known.timezone }
  result.problems.push(...translatePosts(root, originals, { ...found, translations }, site).problems)
  return result
}

/** The path from the root with forward slashes; a Failure (wrong use) when no such file is read. */
function inRoot(root: string, file: string): string {
  const full = [resolve(root, file), resolve(file)].find((path) => existsSync(path))
  const path = full === undefined ? '' : relative(root, full).split(sep).join('/')
  if (path === 'components.yml' || /^incidents\/[^/]+\.md$/i.test(path)) return path
  const why = full === undefined ? 'there is no such file' : 'it is neither components.yml nor a file of incidents/'
  throw new Failure(`cannot validate ${file}: ${why}.\n  Expected a path such as incidents/2026-11-21-api.md`, {
    exitCode: 2,
  })
}

function show(problems: Problem[], format: Options['format']): void {
  if (format === 'json') printJson({ problems })
  else for (const problem of problems) print(format === 'github' ? formatAnnotation(problem) : formatProblem(problem))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (errors > 0 && format !== 'json')
    note(`${counted(errors, 'mistake')} in ${counted(new Set(problems.map(({ file }) => file)).size, 'file')}.`)
}

function allIsWell(problems: Problem[], posts: Post[], config: Config | null, files: string[]): string {
  const count = (kind: Post['kind']) => posts.filter((post) => post.kind === kind).length
  const parts = [
    files.length === 0 ? counted(config?.components.length ?? 0, 'component') : null,
    counted(count('incident'), 'incident'),
    count('maintenance') > 0 ? counted(count('maintenance'), 'maintenance') : null,
    count('notice') > 0 ? counted(count('notice'), 'notice') : null,
  ].filter((part) => part !== null)
  const begin = problems.length === 0 ? 'All is well' : 'No mistakes'
  return `${begin}: ${parts.join(', ')}.`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
