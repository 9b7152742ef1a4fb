import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Place } from '../config/mirror-place.ts'
import { readIfThere } from '../store/file.ts'
import { type Copied, type Guard, type Stage, stopped } from './copied.ts'
import { type Answer, itsWords, runProgram } from './program.ts'
import { type SiteFiles, surplus } from './site-files.ts'
import { withSsh } from './ssh.ts'
import { wordsFile } from './words.ts'

type RsyncPlace = Extract<Place, { kind: 'rsync' }>

/**
 * Copies a site by rsync, to a folder here or over ssh. Files are compared by their content (each build writes all of
 * them anew) and take their places together, when all of a stage are there.
 */
export function copyByRsync(site: SiteFiles, place: RsyncPlace, guard: Guard): Promise<Copied> {
  return withSsh(async (ssh) => {
    const target = `${place.host === null ? '' : `${place.host}:`}${place.path}/`
    const always = [
      '--timeout=60',
      '--protect-args',
      ...(place.host === null ? [] : ['-e', place.port === null ? ssh : `${ssh} -p ${place.port}`]),
    ]
    const run = (words: string[], input = '') => runPatiently([...always, ...words], input)

    const found = await run(['-r', '--list-only', '--no-links', target])
    const isThere = found.code === 0
    if (!isThere && !/No such file or directory/.test(found.err)) throw failed(place, 'looking', found)
    const names = isThere ? namesIn(found.out) : []
    const gone = surplus(site, names, place.text)
    guard(names.includes(wordsFile) ? await fetched(`${target}${wordsFile}`) : null)

    async function fetched(from: string): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), 'candor-words-'))
      try {
        const answer = await run(['--no-links', '--max-size=10m', from, `${folder}/`])
        if (answer.code !== 0) throw failed(place, 'looking', answer)
        return (await readIfThere(join(folder, wordsFile))) ?? ''
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }

    let copied = 0
    const copy = async (stage: Stage, files: string[]) => {
      const answer = await run(
        [
          ...['-r', '--checksum', '--no-links', '--delay-updates', '--perms', '--chmod=D755,F644', '--from0'],
          ...['--files-from=-', '--out-format=%i', ...(isThere ? [] : ['--mkpath'])],
          ...[`${site.folder}/`, target],
        ],
        files.map((path) => `${path}\0`).join(''),
      )
      if (answer.code !== 0) throw failed(place, stage, answer)
      copied += answer.out.split('\n').filter((line) => /^[<>]f/.test(line)).length
    }
    await copy('assets', site.assets)
    await copy('pages', [...site.pages, ...site.last])

    if (gone.length > 0) {
      // The first two together: nothing is copied, only removed. A dot at the top is the host's own.
      const words = ['-r', '--existing', '--ignore-existing', '--delete', '--no-links', '--filter=P /.*']
      const answer = await run([...words, `${site.folder}/`, target])
      if (answer.code !== 0) throw failed(place, 'removing', answer)
    }
    return { copied, removed: gone.length }
  })
}

/** `-rw-r--r--          1,234 2026/11/22 05:50:53 components/api/index.html` */
function namesIn(listing: string): string[] {
  return listing.split('\n').flatMap((line) => /^[^d]\S{9}\s+[\d,.]+\s+\S+\s+\S+\s(.*)$/.exec(line)?.[1] ?? [])
}

/** Sockets and protocol streams that broke, time limits, and what ssh could not do. */
const worthAnother = new Set([10, 12, 30, 35, 255])
const final = /Permission denied|Host key verification failed|Could not resolve hostname/

async function runPatiently(words: string[], input: string): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await runProgram('rsync', words, { input })
    if (!worthAnother.has(answer.code ?? 0) || final.test(answer.err) || tries === 3) return answer
    await wait(500 * tries)
  }
}

function failed(place: RsyncPlace, stage: Stage, answer: Answer): Error {
  // Files of one call take their places at its end.
  return stopped(place.text, stage, `${reason(answer)}${itsWords('rsync', answer)}`, true)
}

function reason({ err }: Answer): string {
  if (/Permission denied \(publickey|Permission denied, please/.test(err)) {
    return 'the host does not take our key. Expected one that may log in there: MIRROR_SSH_KEY in a workflow, your own elsewhere.'
  }
  if (/Host key verification failed/.test(err)) {
    return 'nobody knows whether it is the right host. Put what `ssh-keyscan HOST` prints, once you have compared it, in MIRROR_KNOWN_HOSTS (a workflow) or ~/.ssh/known_hosts.'
  }
  if (/No space left|Disk quota/.test(err)) return 'its disk is full.'
  if (/mkdir|Permission denied|failed to set permissions/.test(err)) return 'we may not write there.'
  if (/ssh:|Connection|timed out|timeout|connection unexpectedly closed/.test(err)) return 'the network to it failed.'
  return 'rsync could not do it.'
}
