import { lstat, readFile } from 'node:fs/promises'
import process from 'node:process'
import type { Command } from 'commander'
import { openGitHub } from '../github/client.ts'
import { sayOnce } from '../github/comments.ts'
import { type Place, placeFrom } from '../github/place.ts'
import { commentLinesOnce } from '../github/suggestions.ts'
import { Failure } from '../problem/problem.ts'
import { commentOf } from '../review/comment.ts'
import { most, type Report, readReport } from '../review/report.ts'
import { suggestionsOf } from '../review/suggestions.ts'
import { note } from './context.ts'
import { pullRequestFrom } from './review-event.ts'

const mark = '<!-- candor:review -->'

/**
 * Runs with a token that may write, on what a job has found that a stranger may have changed: it reads that one file,
 * takes it for hostile, and takes all else (which pull request, which commit) from GitHub's own event.
 */
export function define(command: Command): void {
  command.argument('<report>', 'report.json, as `review --out` writes it').action(async (file: string) => {
    const pull = await pullRequestFrom(process.env)
    if (pull.isFork) {
      note('This pull request comes from a fork: what it does to the page stands in the summary of the run.')
      return
    }
    const report = await reportOf(file)
    const place = placeFrom(process.env)
    const github = await openGitHub(place)
    const around = { commit: pull.commit, ...previews(place, process.env) }
    await sayOnce(github, pull.number, `${mark}\n${commentOf(report, around)}`, mark)
    const words = 'Lines that can be put right with one click. The comment above says why.'
    const fresh = await commentLinesOnce(github, pull, suggestionsOf(report), words)
    note(
      `#${pull.number} has the comment${fresh === 0 ? '' : `, and ${fresh} mended line${fresh === 1 ? '' : 's'} to put in`}.`,
    )
  })
}

/** A report is one plain file of a moderate size. What it says is never repeated in what is said of it. */
async function reportOf(file: string): Promise<Report> {
  const about = await lstat(file).catch(() => null)
  if (about === null || !about.isFile()) throw refused('there is no such file')
  if (about.size > most.report * 4) throw refused(`it is longer than ${most.report / 1024} KiB`)
  const read = readReport(await readFile(file, 'utf8'))
  if ('refused' in read) throw refused(read.refused)
  return read.report
}

function refused(why: string): Failure {
  return new Failure(
    `the report cannot be used: ${why}. No comment was written.\n  Expected what \`review --out\` writes.`,
  )
}

/** Addresses of what was uploaded, out of nothing but numbers. */
function previews(
  { server, owner, name }: Place,
  env: NodeJS.ProcessEnv,
): { home: string | null; site: string | null } {
  const run = env['GITHUB_RUN_ID'] ?? ''
  const address = (id: string | undefined) =>
    /^\d{1,20}$/.test(run) && /^\d{1,20}$/.test(id ?? '')
      ? `${server}/${owner}/${name}/actions/runs/${run}/artifacts/${id}`
      : null
  return { home: address(env['HOME_PAGE_ARTIFACT']), site: address(env['SITE_ARTIFACT']) }
}
