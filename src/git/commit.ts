import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { givenAway, placesIn } from '../secrets/given-away.ts'
import type { Instant } from '../time/instant.ts'
import { ask, type GitAnswer, type GitOptions, git } from './git.ts'
import { type Held, heldSecrets } from './held-secrets.ts'
import type { Repository } from './repository.ts'
import { gitFailure } from './trouble.ts'

export interface CommitOrder {
  /** The commit to build on; null starts a history of its own. */
  parent: string | null
  /** The commit whose files it starts from, if that is not the parent. */
  base?: string
  /** Path from the top of the repository -> text, or null to remove it. All other paths stay as the parent has them. */
  changes: Map<string, string | null>
  /** One line, or more: the subject, an empty line, the rest. */
  subject: string
  now: Instant
  /** Whose words it holds, when they are not the clone's owner's. */
  author?: { name: string; email: string }
}

const candor = { name: 'Candor', email: 'candor@users.noreply.github.com' }

/**
 * Makes a commit without a checkout: an index of its own in the folder of the run, so that HEAD, the index and the
 * working files stay as they are. Needs no file of the parent, only its trees (a clone may be blobless and sparse).
 * Throws a Failure (exit 1) when anything in it would give away a secret: whatever is pushed is made here.
 */
export async function makeCommit(repository: Repository, scratch: string, order: CommitOrder): Promise<string> {
  await assertNothingGivenAway(repository, order)
  const folder = await mkdtemp(join(scratch, 'commit-'))
  const base = order.base ?? order.parent
  const env = { GIT_INDEX_FILE: join(folder, 'index') }
  const run = async (args: string[], options: GitOptions = {}) =>
    text(await git(repository.root, args, { ...options, env: { ...env, ...options.env } }))
  try {
    // Side by side, here and below: the longer it takes, the more likely another writer is first.
    const [input, author] = await Promise.all([
      entries(repository, order.changes, folder),
      authorAt(repository, order.now),
      run(base === null ? ['read-tree', '--empty'] : ['read-tree', base]),
    ])
    await run(['update-index', '-z', '--index-info'], { input })
    // Without --missing-ok git would download every file of a blobless clone, to see that it is there.
    const tree = await run(['write-tree', '--missing-ok'])
    const parents = order.parent === null ? [] : ['-p', order.parent]
    return await run(['commit-tree', tree, ...parents], {
      input: `${order.subject.trim()}\n`,
      env: { ...author, ...authorOf(order) },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Asked once, as with people below. */
const held = new WeakMap<Repository, Promise<Held>>()

/** The parent's files are out already; what is new is these. */
async function assertNothingGivenAway(repository: Repository, order: CommitOrder): Promise<void> {
  const asked = held.get(repository) ?? heldSecrets(repository.root)
  held.set(repository, asked)
  const { search } = await asked
  if (search === null) return
  const words = [order.subject, order.author?.name ?? '', order.author?.email ?? ''].join('\n')
  const files = [...order.changes].flatMap(([name, content]) => (content === null ? [] : [{ name, content }]))
  const places = [{ name: 'the commit’s message', content: words }, ...files].flatMap(({ name, content }) =>
    placesIn(search, { name, bytes: Buffer.from(content) }),
  )
  if (places.length > 0) throw givenAway('Nothing was published', places)
}

function text(answer: GitAnswer): string {
  if (answer.code !== 0) throw gitFailure(answer)
  return answer.stdout.toString('utf8').trim()
}

/** Stores the texts and names them as `update-index --index-info` wants: mode 0 removes a path. */
async function entries(repository: Repository, changes: CommitOrder['changes'], folder: string): Promise<string> {
  const kept = [...changes].filter((change): change is [string, string] => change[1] !== null)
  const files = kept.map((_, index) => join(folder, `${index}`))
  for (const [index, [, content]] of kept.entries()) await writeFile(files[index]!, content)
  // --no-filters: a file is stored as it is, whatever .gitattributes and core.autocrlf say.
  const args = ['hash-object', '-w', '--no-filters', '--stdin-paths']
  const answer = await git(repository.root, args, { input: files.map((file) => `${file}\n`).join('') })
  const oids = text(answer).split('\n')
  const added = kept.map(([path], index) => `100644 ${oids[index]}\t${path}\0`)
  const zero = '0'.repeat(oids[0]?.length || 40)
  const removed = [...changes].flatMap(([path, content]) => (content === null ? [`0 ${zero}\t${path}\0`] : []))
  return [...added, ...removed].join('')
}

/** Whoever the clone is set up for, else Candor; the time is the command's clock. */
async function authorAt(repository: Repository, now: Instant): Promise<Record<string, string>> {
  const date = `${now} +0000`
  const asked = people.get(repository) ?? person(repository.root)
  people.set(repository, asked)
  return { ...(await asked), GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
}

/** Git takes no angle brackets and line ends in a name. */
function authorOf({ author }: CommitOrder): Record<string, string> {
  if (author === undefined) return {}
  const plain = (text: string) => text.replace(/[<>\p{C}]+/gu, '').trim()
  return { GIT_AUTHOR_NAME: plain(author.name) || candor.name, GIT_AUTHOR_EMAIL: plain(author.email) }
}

/** Asked once: a second try has no time to lose. */
const people = new WeakMap<Repository, Promise<Record<string, string>>>()

async function person(root: string): Promise<Record<string, string>> {
  const [name, email] = await Promise.all(['user.name', 'user.email'].map((key) => ask(root, ['config', key])))
  if (name && email) return {}
  return {
    GIT_AUTHOR_NAME: candor.name,
    GIT_AUTHOR_EMAIL: candor.email,
    GIT_COMMITTER_NAME: candor.name,
    GIT_COMMITTER_EMAIL: candor.email,
  }
}
