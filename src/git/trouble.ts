import { Failure } from '../problem/problem.ts'
import type { GitAnswer } from './git.ts'
import { masked } from './mask.ts'

/** Why git could not do it, as far as its words tell. `moved`, `locked` and `network` are worth another try. */
export type Trouble =
  | 'moved'
  | 'locked'
  | 'network'
  | 'missing_branch'
  | 'no_git'
  | 'no_repository'
  | 'ownership'
  | 'no_remote'
  | 'credentials'
  | 'read_only'
  | 'protected'
  | 'refused'
  | 'disk'
  | 'other'

/** First match wins: the particular stands before the general. Git runs with LC_ALL=C, so its words are these. */
const signs: [Trouble, RegExp][] = [
  ['no_git', /cannot start git/],
  ['ownership', /dubious ownership/],
  ['no_repository', /not a git repository/i],
  [
    'disk',
    /No space left on device|Out of diskspace|Disk quota exceeded|unable to write (file|new)|Read-only file system/i,
  ],
  ['missing_branch', /couldn't find remote ref/],
  ['protected', /GH006|GH013|protected branch|repository rule violations/i],
  ['read_only', /HTTP 403|error: 403|Permission to \S+ denied|write access to repository not granted|read[- ]only/i],
  ['locked', /Unable to create '.*\.lock': File exists/i],
  ['moved', /stale info|fetch first|non-fast-forward|cannot lock ref|failed to (update|lock) ref|incorrect old value/i],
  ['moved', /reference already exists|Unable to create '.*\.lock'|shallow file has changed/i],
  ['credentials', /could not read (Username|Password)|Authentication failed|terminal prompts disabled|HTTP 401/i],
  ['credentials', /Permission denied \((publickey|password)|Host key verification failed|Repository not found/i],
  ['network', /Could not resolve host|Connection (timed out|refused|reset)|Failed to connect|Couldn't connect/i],
  ['network', /early EOF|RPC failed|hung up|unexpected disconnect|HTTP 5\d\d|error: 5\d\d/i],
  ['network', /git was ended after|Operation too slow|Network is unreachable|No route to host|SSL_|TLS /i],
  ['refused', /pre-receive hook declined|hook declined|\[remote rejected\]/],
  [
    'no_remote',
    /does not appear to be a git repository|No such remote|repository '.*' does not exist|repository .* not found/i,
  ],
  // A connection that broke in the middle has many words; these are common to what has no words of its own.
  [
    'network',
    /Could not read from remote repository|Broken pipe|protocol error|unexpected EOF|index-pack (failed|died)/i,
  ],
  ['network', /invalid index-pack output|expected (flush|'packfile'|packfile)|error in sideband|bad pack header/i],
]

export function troubleOf(answer: Pick<GitAnswer, 'stderr'> & { stdout?: Buffer }): Trouble {
  const words = `${answer.stderr}\n${answer.stdout?.toString('utf8') ?? ''}`
  return signs.find(([, sign]) => sign.test(words))?.[0] ?? 'other'
}

const sentences: Record<Trouble, (remote: string, branch: string) => string> = {
  moved: (_, branch) =>
    `Others kept pushing to \`${branch}\` at the same moment.\n  Nothing is lost: the results are still in checks/. Try again: ./candor publish`,
  locked: () =>
    'Another git is at work in this clone, or one that was killed left its lock behind.\n  Nothing is lost: the results are still in checks/. If none is running, remove the file that git names below.',
  network: (remote) =>
    `The network to \`${remote}\` failed.\n  Nothing is lost: the results are still in checks/. Try again when it is back.`,
  missing_branch: (remote, branch) =>
    `\`${remote}\` has no branch \`${branch}\`.\n  Push it once: git push ${remote} HEAD:${branch}\n  or keep results on a branch of their own, in components.yml:  results: { branch: status-data }`,
  no_git: () => 'There is no `git` here.\n  Expected git 2.30 or newer on the PATH: https://git-scm.com/downloads',
  no_repository: () =>
    'This folder is not in a Git repository.\n  Expected the clone that holds components.yml; make one: git init -b main && git remote add origin ADDRESS',
  ownership: () =>
    'Git does not trust this folder, because it belongs to another user.\n  If it is yours: git config --global --add safe.directory "$PWD"',
  no_remote: (remote) =>
    `There is no remote repository \`${remote}\`.\n  Expected one that can be pushed to: git remote add origin https://github.com/OWNER/NAME.git`,
  credentials: (remote) =>
    `\`${remote}\` wants to know who we are.\n  In Actions: actions/checkout with \`persist-credentials: true\`. Elsewhere: gh auth login, or an SSH key.`,
  read_only: (remote) =>
    `We may read \`${remote}\`, but not push to it.\n  In Actions the job needs \`permissions: { contents: write }\`; elsewhere a token or key with write access.`,
  protected: (_, branch) =>
    `The branch \`${branch}\` is protected and takes no push from here.\n  Keep results on a branch of their own, in components.yml:  results: { branch: status-data }\n  or let Actions pass the branch rule (Settings > Rules).`,
  refused: (remote, branch) =>
    `\`${remote}\` refused the push to \`${branch}\`.\n  Its own words stand below; its hooks decide.`,
  disk: () =>
    'The disk is full or cannot be written to.\n  What was published stays, what is in checks/ too. Make room, then: ./candor publish',
  other: (remote, branch) => `Git could not exchange \`${branch}\` with \`${remote}\`.`,
}

/** A Failure that remembers why, for those who may try again. */
export class GitFailure extends Failure {
  readonly trouble: Trouble

  constructor(trouble: Trouble, message: string) {
    super(message)
    this.trouble = trouble
  }
}

/** A full or read-only disk, met by ourselves and not by git; null for any other error. */
export function diskFailure(error: unknown): GitFailure | null {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof Failure || !/^(ENOSPC|EDQUOT|EROFS|EFBIG|EACCES|EPERM)$/.test(code ?? '')) return null
  return new GitFailure('disk', `${sentences.disk('', '')}\n  The system says: ${message}`)
}

/** A sentence for a person, with git's own words below it. */
export function gitFailure(answer: GitAnswer, remote = 'origin', branch = 'main'): GitFailure {
  const trouble = troubleOf(answer)
  const own = `${answer.stderr}\n${answer.stdout.toString('utf8')}`
    .split('\n')
    .filter((line) => /^(fatal|error|remote|ssh|git|!|cannot)/.test(line) && line.replace('remote:', '').trim() !== '')
    .slice(0, 6)
  const quoted = own.map((line) => `\n    ${line.replace(/\t/g, ' ')}`).join('')
  return new GitFailure(
    trouble,
    sentences[trouble](masked(remote), branch) + (quoted === '' ? '' : `\n  Git says:${quoted}`),
  )
}
