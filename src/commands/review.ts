import { appendFile, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { tokenSettings } from '../git/token-settings.ts'
import { compareWithBase } from '../page/compare.ts'
import { refuseLinks } from '../page/foreign-links.ts'
import { formatAnnotation, formatProblem, type Problem } from '../problem/problem.ts'
import { commentOf } from '../review/comment.ts'
import { type ReviewInput, reviewOf } from '../review/review.ts'
import { buildSite } from './build-site.ts'
import { sourceOf } from './build-source.ts'
import { contextOf, note, print } from './context.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  base: string
  out?: string
}

export function define(command: Command): void {
  command
    .option('--base <commit>', 'what the change starts from (default: what a pull request is merged into)', 'HEAD^1')
    .option('--out <dir>', 'write report.json, the site as it will be (site/) and its home page alone there')
    .action(async (options: Options) => {
      const { root, clock, ahead } = contextOf(options)
      await refuseLinks(root)
      const compared = await withToken(async () => {
        await bringResults(root)
        return compareWithBase(root, options.base, clock(), ahead)
      })
      tellProblems(compared)
      const report = reviewOf(compared)
      if (options.out !== undefined) {
        await mkdir(options.out, { recursive: true })
        await writeFile(join(options.out, 'report.json'), JSON.stringify(report))
      }
      await tellSummary(commentOf(report, { commit: null, home: null, site: null }))
      if (compared.problems.some(({ severity }) => severity === 'error')) process.exitCode = 1
      if (options.out !== undefined) await preview(root, options.out, compared)
    })
}

/** The token fetches the results and the times of a private repository, and is gone before anything is built. */
async function withToken<T>(work: () => Promise<T>): Promise<T> {
  const settings = tokenSettings(process.env)
  delete process.env['GITHUB_TOKEN']
  Object.assign(process.env, settings)
  try {
    return await work()
  } finally {
    for (const name of Object.keys(settings)) delete process.env[name]
  }
}

function tellProblems({ problems, prefix }: ReviewInput): void {
  const inActions = process.env['GITHUB_ACTIONS'] === 'true'
  const tell = (problem: Problem) =>
    inActions ? print(formatAnnotation({ ...problem, file: prefix + problem.file })) : note(formatProblem(problem))
  for (const problem of problems) tell(problem)
}

/** On the run's own page in Actions: what a fork's pull request, which gets no comment, is answered with. */
async function tellSummary(words: string): Promise<void> {
  const path = process.env['GITHUB_STEP_SUMMARY']
  if (path === undefined) print(words)
  else await appendFile(path, words)
}

async function preview(root: string, out: string, { after }: ReviewInput): Promise<void> {
  const site = join(out, 'site')
  await buildSite(after, { root, out: site, source: await sourceOf(root) })
  await copyFile(join(site, 'index.html'), join(out, homeFile))
  note(`The page as it will be is in ${site}`)
}

/** The home page alone; the artifact of one file is named after it. */
const homeFile = 'home-page-preview.html'
