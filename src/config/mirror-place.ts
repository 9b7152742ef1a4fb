/** A second host: where a copy of every built page goes. */
export type Place =
  /** A folder, here or over ssh. */
  | { kind: 'rsync'; text: string; host: string | null; port: number | null; path: string }
  /** A bucket of S3, or of whatever speaks like it. */
  | { kind: 's3'; text: string; bucket: string; folder: string; endpoint: string | null; region: string | null }
  /** A remote that rclone's own configuration names. */
  | { kind: 'rclone'; text: string; remote: string; folder: string }
  /** A branch of any Git remote, by name or address. */
  | { kind: 'git'; text: string; remote: string; branch: string }

export const placeExamples = [
  'rsync:deploy@second.example:/srv/www/status',
  's3://acme-status?endpoint=https://s3.eu-central-1.example',
  'git:https://codeberg.org/acme/pages.git#pages',
  'rclone:second:status',
]

// What is written here reaches command lines of other programs: nothing that one of them could take for an option,
// a way out of the folder, or a program to run.
const word = '[A-Za-z0-9_][A-Za-z0-9_.-]*'
const host = `(?:${word}@)?(?:${word}|\\[[0-9a-fA-F:]+\\])`
const segment = '[A-Za-z0-9_.~@+=,%-]+'
const rsync = new RegExp(`^rsync:(?:(${host}):)?((?:/${segment})+)/?(?:\\?port=(\\d{1,5}))?$`)
const rclone = new RegExp(`^rclone:(${word}):((?:/?${segment}(?:/${segment})*)?)/?$`)
const bucket = new RegExp(`^/*((?:${segment}(?:/${segment})*)?)/?$`)
const address = new RegExp(
  `^(?:https?://${word}(?::\\d+)?(?:/${segment})+|ssh://${host}(?::\\d+)?(?:/${segment})+|file://(?:/${segment})+|${host}:(?:/?${segment})+|(?:/${segment})+|${word})$`,
)

/** Reads how a place is written. A text in the answer is what is wrong with it, for a sentence that names it. */
export function readPlace(text: string): Place | string {
  if (/(?:^|[/:])\.\.(?:\/|$|[?#])/.test(text)) return 'expected a place without `..`, named from its top'
  if (/^(?:[a-z0-9]+:)?[a-z0-9]+:\/\/[^/@\s]*:[^/@\s]*@/i.test(text)) {
    return 'expected no password in it, for all would see it, but in the environment (MIRROR_GIT_TOKEN, MIRROR_SSH_KEY, AWS_SECRET_ACCESS_KEY)'
  }
  if (text.startsWith('rsync:')) return rsyncPlace(text)
  if (text.startsWith('s3:')) return s3Place(text)
  if (text.startsWith('git:')) return gitPlace(text)
  const named = rclone.exec(text)
  if (named !== null) return { kind: 'rclone', text, remote: named[1]!, folder: named[2]! }
  return `expected one such as ${placeExamples.join(', ')}`
}

function rsyncPlace(text: string): Place | string {
  const [, to = null, path, port = null] = rsync.exec(text) ?? []
  if (path === undefined || (port !== null && to === null)) {
    return `expected a whole path, as in ${placeExamples[0]}, with ?port=2222 at its end if need be, or rsync:/srv/www/status`
  }
  return { kind: 'rsync', text, host: to, port: port === null ? null : Number(port), path }
}

function s3Place(text: string): Place | string {
  const expected = `expected a bucket, as in s3://acme-status/folder or ${placeExamples[1]}`
  const url = URL.parse(text)
  const [, folder] = bucket.exec(url?.pathname ?? '-\n') ?? []
  if (url === null || folder === undefined || !/^[a-z0-9][a-z0-9.-]+$/.test(url.host) || url.hash !== '') {
    return expected
  }
  const [endpoint, region] = [url.searchParams.get('endpoint'), url.searchParams.get('region')]
  if ([...url.searchParams.keys()].some((key) => key !== 'endpoint' && key !== 'region')) return expected
  if (endpoint !== null && !/^https?:\/\/[A-Za-z0-9.-]+(:\d+)?\/?$/.test(endpoint)) return expected
  if (region !== null && !/^[a-z0-9-]+$/.test(region)) return expected
  return { kind: 's3', text, bucket: url.host, folder, endpoint, region }
}

function gitPlace(text: string): Place | string {
  const [, remote = '', branch = ''] = /^git:([^#]*)#(.*)$/.exec(text) ?? []
  const isBranch = /^[A-Za-z0-9_][\w./-]*$/.test(branch) && !/[/.]$|\.\.|\/\/|\/\.|\.lock(\/|$)/.test(branch)
  if (!isBranch || !address.test(remote)) {
    return `expected a remote and a branch, as in ${placeExamples[2]} or git:backup#pages`
  }
  return { kind: 'git', text, remote, branch }
}
