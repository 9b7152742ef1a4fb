import process from 'node:process'
import type { Place } from '../config/mirror-place.ts'
import { type Copied, type Guard, type Stage, stopped } from './copied.ts'
import { type Answer, itsWords, runProgram } from './program.ts'
import { type SiteFiles, surplus } from './site-files.ts'
import { wordsFile } from './words.ts'

type RclonePlace = Extract<Place, { kind: 's3' | 'rclone' }>

/**
 * Copies a site by rclone: to a bucket, with the keys of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or ~/.aws), or to
 * a remote of its own configuration. Each object is put whole; those whose digest is the same stay.
 */
export async function copyByRclone(site: SiteFiles, place: RclonePlace, guard: Guard): Promise<Copied> {
  const { target, env } = place.kind === 's3' ? bucketOf(place) : remoteOf(place)
  const run = async (stage: Stage, words: string[], input = '') => {
    const answer = await runProgram('rclone', [...words, ...always], {
      input,
      env: { ...env, ...quiet, ...rootsOf(process.env) },
    })
    if (answer.code === 0 || (stage === 'looking' && place.kind === 'rclone' && isEmpty(answer))) return answer
    throw stopped(place.text, stage, `${reason(answer)}${itsWords('rclone', answer)}`)
  }
  const found = await run('looking', ['lsf', '--recursive', '--files-only', '--fast-list', target])
  const names = found.out.split('\n').filter((path) => path !== '')
  const gone = surplus(site, names, place.text)
  const words = `${target}${target.endsWith(':') ? '' : '/'}${wordsFile}`
  guard(names.includes(wordsFile) ? (await run('looking', ['cat', words])).out : null)

  const list = (paths: string[]) => paths.map((path) => `${path}\n`).join('')
  let copied = 0
  const copy = async (stage: Stage, files: string[]) => {
    const order = ['copy', '--checksum', '--fast-list', '--skip-links', '--files-from-raw', '-', '-v']
    const answer = await run(stage, [...order, site.folder, target], list(files))
    copied += [...answer.err.matchAll(/: Copied \(/g)].length
  }
  await copy('assets', site.assets)
  await copy('pages', site.pages)
  await copy('pages', site.last)
  if (gone.length > 0) await run('removing', ['delete', '--files-from-raw', '-', target], list(gone))
  return { copied, removed: gone.length }
}

const always = [
  ...['--retries', '3', '--low-level-retries', '3', '--contimeout', '15s', '--timeout', '60s'],
  ...['--transfers', '16', '--checkers', '16', '--stats', '0', '--header-upload', 'Cache-Control: public, max-age=60'],
]

/** Nothing asks, and nobody is asked for keys but the environment and the files of the person. */
const quiet = { RCLONE_ASK_PASSWORD: 'false', AWS_EC2_METADATA_DISABLED: 'true' }

/** Roots of one's own have a name of AWS's tools, at which rclone's copy of them stops, and one of rclone. */
function rootsOf({ AWS_CA_BUNDLE: aws, RCLONE_CA_CERT: own }: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return aws === undefined ? {} : { AWS_CA_BUNDLE: undefined, RCLONE_CA_CERT: own ?? aws }
}

function bucketOf({ bucket, folder, endpoint, region }: Extract<Place, { kind: 's3' }>) {
  return {
    target: `:s3:${bucket}${folder === '' ? '' : `/${folder}`}`,
    env: {
      RCLONE_S3_PROVIDER: endpoint === null ? 'AWS' : 'Other',
      RCLONE_S3_ENV_AUTH: 'true',
      // The bucket is made by people, with the rights that it shall have.
      RCLONE_S3_NO_CHECK_BUCKET: 'true',
      // Buckets of AWS that know no ACLs, as all new ones, take this one or none: https://docs.aws.amazon.com/AmazonS3/
      // latest/userguide/about-object-ownership.html (2026-11). rclone would send another.
      ...(endpoint === null ? { RCLONE_S3_ACL: process.env['RCLONE_S3_ACL'] ?? 'bucket-owner-full-control' } : {}),
      ...(endpoint === null ? {} : { RCLONE_S3_ENDPOINT: endpoint }),
      ...(region === null ? {} : { RCLONE_S3_REGION: region }),
    },
  }
}

function remoteOf({ remote, folder }: Extract<Place, { kind: 'rclone' }>) {
  return { target: `${remote}:${folder}`, env: {} }
}

function isEmpty({ err }: Answer): boolean {
  return /directory not found/.test(err)
}

function reason({ err }: Answer): string {
  if (/NoCredentialProviders|no credentials|MissingAuthenticationToken/i.test(err)) {
    return 'there is no key. Expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.'
  }
  if (/AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|403/.test(err)) {
    return 'the host does not take our key, or the key may not write there.'
  }
  // A bucket has no folders: what is not found is the bucket itself.
  if (/NoSuchBucket|directory not found/.test(err))
    return 'there is no such bucket or folder. Make it first, readable for all.'
  if (/didn't find section in config file/.test(err)) {
    return 'rclone knows no remote of that name here. Make one: rclone config'
  }
  if (/dial tcp|no such host|i\/o timeout|connection (refused|reset)|EOF/.test(err)) return 'the network to it failed.'
  return 'rclone could not do it.'
}
