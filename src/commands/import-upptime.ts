import { join } from 'node:path'
import process from 'node:process'
import { cloneAt, fileHistory } from '../git/file-history.ts'
import type { Haul } from '../imports/haul.ts'
import { upptimePage } from '../imports/upptime.ts'
import { upptimeHistory } from '../imports/upptime-history.ts'
import { upptimePosts } from '../imports/upptime-issues.ts'
import { Failure } from '../problem/problem.ts'
import { kindOfPath, textOfFile } from '../store/import-source.ts'
import type { SourceOptions } from './import-options.ts'
import { fetchIssues } from './import-upptime-issues.ts'

/** A clone of an Upptime repository, with its history; its issues from a file or, with a token, from GitHub. */
export async function upptimeSource(source: string, options: SourceOptions): Promise<Haul> {
  const config = join(source, '.upptimerc.yml')
  if ((await kindOfPath(config)) !== 'file') {
    throw new Failure(
      `${source} has no .upptimerc.yml.\n  Expected a clone of an Upptime repository, as in:\n    git clone https://github.com/acme/upptime old-page && ./candor import upptime old-page`,
      { exitCode: 2 },
    )
  }
  const summary = join(source, 'history/summary.json')
  const page = read(
    (await textOfFile(config)) ?? '',
    (await kindOfPath(summary)) === 'file' ? await textOfFile(summary) : null,
  )
  const { haul, repository } = page
  await addHistory(source, haul)
  const place =
    repository === null ? 'issues' : `${process.env['GITHUB_SERVER_URL'] || 'https://github.com'}/${repository}/issues`
  const issues = await issuesOf(repository, options)
  if (issues === null) {
    haul.warnings.push({
      origin: place,
      reason: 'Issues were not asked for, so no incidents were taken: give them with --issues FILE or --key-from NAME.',
    })
  } else {
    const found = upptimePosts(issues, haul.components, place)
    haul.posts.push(...found.posts)
    haul.refused.push(...found.refused)
    haul.warnings.push(...found.warnings)
  }
  return haul
}

function read(config: string, summary: string | null) {
  try {
    return upptimePage({ config, summary })
  } catch (error) {
    throw new Failure(`${(error as Error).message}.\n  Expected the file that Upptime itself reads`, { cause: error })
  }
}

async function addHistory(source: string, haul: Haul): Promise<void> {
  const clone = await cloneAt(source)
  if (clone === null) {
    haul.warnings.push({
      origin: source,
      reason: 'It is no Git clone; what its checks saw is in its commits, so no days of results were taken.',
    })
    return
  }
  if (clone === 'shallow')
    haul.warnings.push({
      origin: source,
      reason: 'Its history is cut off; clone it without --depth to take all of it.',
    })
  const changes = await fileHistory(source, 'history')
  const slugs = new Set(haul.components.flatMap(({ keys }) => keys))
  const commits = changes.flatMap(({ path, at, text }) => {
    const slug = /^history\/([^/]+)\.ya?ml$/.exec(path)?.[1]
    return slug === undefined ? [] : [{ slug, at, text }]
  })
  const gone = [...new Set(commits.map(({ slug }) => slug))].filter((slug) => !slugs.has(slug))
  if (gone.length > 0) {
    const names = `${gone.slice(0, 5).join(', ')}${gone.length > 5 ? ', ...' : ''}`
    haul.warnings.push({
      origin: 'history/',
      reason: `${gone.length} of its files are of sites that .upptimerc.yml no longer has (${names}); left out.`,
    })
  }
  haul.history = upptimeHistory(commits.filter(({ slug }) => slugs.has(slug)))
}

async function issuesOf(
  repository: string | null,
  { issues, keyFrom, allowPrivate }: SourceOptions,
): Promise<unknown[] | null> {
  if (issues !== undefined) {
    const text = (await kindOfPath(issues)) === 'file' ? await textOfFile(issues) : null
    const value = parsed(text ?? '')
    if (Array.isArray(value)) return value
    throw new Failure(
      `${issues} holds no list of issues.\n  Expected what this prints:\n    gh issue list --repo acme/upptime --state all --limit 10000 --json number,title,body,createdAt,closedAt,labels,comments`,
      { exitCode: 2 },
    )
  }
  if (keyFrom === undefined) return null
  if (repository === null)
    throw new Failure(
      '.upptimerc.yml does not say which repository it is.\n  Expected `owner:` and `repo:` in it, or --issues FILE',
    )
  return await fetchIssues(repository, keyOf(keyFrom), allowPrivate === true)
}

/** The value of an environment variable; keys never stand on a command line, where others could read them. */
export function keyOf(name: string): string {
  const key = process.env[name]?.trim() ?? ''
  if (key !== '') return key
  throw new Failure(
    `there is nothing in the environment variable ${name}.\n  Expected the key there, as in: ${name}=... ./candor import ... --key-from ${name}`,
    { exitCode: 2 },
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
