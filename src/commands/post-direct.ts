import { join } from 'node:path'
import { Command } from 'commander'
import { rememberDirect, rememberSent, sentWords } from '../git/direct-posts.ts'
import { openRepository } from '../git/repository.ts'
import { GitFailure } from '../git/trouble.ts'
import { wordsIn } from '../mirror/words.ts'
import { Failure } from '../problem/problem.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { buildSite } from './build-site.ts'
import { sourceOf } from './build-source.ts'
import { note, print } from './context.ts'
import { copyToAll, placesFrom } from './mirror-places.ts'
import { pushWaiting } from './post-push.ts'
import { bringResults } from './results.ts'
import { commands } from './table.ts'

export interface Direct {
  root: string
  now?: string
  clock: Clock
  ahead?: number
  /** Places that were named; else those of components.yml. */
  to: readonly string[]
}

/** Seconds for GitHub, which may be down in the way that never answers: visitors wait for the words, not for it. */
const patience = 8

/** The commands that write, by their first word. */
const writers = ['new', 'update', 'resolve']

/**
 * Brings words to the second host without GitHub: writes them, builds the page from what is here, copies it. What main
 * does not have is remembered, and pushed as soon as main can be reached: now, if it can.
 */
export async function postDirect(words: readonly string[], direct: Direct): Promise<void> {
  const { root, clock, ahead } = direct
  // Before anything is written: a command that is typed again shall not write it twice.
  const places = await placesFrom(direct.to, root)
  if (places.length === 0) {
    throw new Failure(
      'There is no second host to post to; nothing was written.\n  Expected `mirrors` in components.yml, or a place, as in: ./candor post --direct --to rsync:deploy@second.example:/srv/www/status new incident',
      { exitCode: 2 },
    )
  }
  await write(words, direct)
  const known = await remember(root, clock())

  const { loadSnapshot } = await import('../page/load.ts')
  await bringResults(root, patience)
  const snapshot = await loadSnapshot(root, clock(), { ahead })
  tellAge(snapshot, clock())
  const out = join(root, 'dist')
  note('Making the page ...')
  await buildSite(snapshot, { root, out, source: await sourceOf(root, snapshot.config.results.branch) })

  const done = await copyToAll(places, out, root, clock(), { direct: true, known })
  for (const { ok, message } of done) {
    if (ok) print(message)
    else note(`candor: ${message}`)
  }
  if (!done.some(({ ok }) => ok)) {
    throw new Failure(
      'No second host has the words. They are in incidents/ here; try again with: ./candor post --direct',
    )
  }
  if (done.some(({ ok }) => !ok)) process.exitCode = 3
  await pushLater(root, clock)
}

/** Has `new`, `update` or `resolve` write. Without words what was written by hand goes out. */
async function write([word, ...rest]: readonly string[], { root, now }: Direct): Promise<void> {
  if (word === undefined) return
  if (!writers.includes(word)) {
    throw new Failure(
      `\`post --direct ${word}\`: there is no such thing; nothing was written.\n  Expected what would be typed otherwise, as in: ./candor post --direct update api --message "We are on it."`,
      { exitCode: 2 },
    )
  }
  const command = new Command(`post --direct ${word}`)
    .option('--root <dir>')
    .option('--now <iso>')
    .showHelpAfterError('(try --help)')
    .exitOverride()
  const file = await commands[word]!.load()
  file.define(command)
  const own = ['--direct', '--root', root, ...(now === undefined ? [] : ['--now', now])]
  await command.parseAsync([...rest, ...own], { from: 'user' })
}

/**
 * Keeps what is about to go out for a later push; gives the digests of all that went out from here. A folder that is no
 * clone has nothing to push, and its words go out all the same.
 */
async function remember(root: string, now: Instant): Promise<string[]> {
  try {
    const repository = await openRepository(root)
    await rememberDirect(repository, now)
    await rememberSent(repository, await wordsIn(root, now))
    return await sentWords(repository)
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error
    note(`candor: the words are not remembered for a later push. ${error.message}`)
    return []
  }
}

/** What visitors will be told about the checks, so that nobody is surprised by it. */
function tellAge(
  { checkedAt, freshUntil }: { checkedAt: number | null; freshUntil: number | null },
  now: number,
): void {
  if (freshUntil !== null && freshUntil > now) return
  const age =
    checkedAt === null ? 'There are no results here' : `The newest results here are of ${formatInstant(checkedAt)}`
  note(`${age}: the page says so, and shows no component as operational for want of them. Your words stand above that.`)
}

async function pushLater(root: string, clock: Clock): Promise<void> {
  try {
    await pushWaiting(root, clock, patience)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    note(`Not on GitHub yet: ${error.message.split('\n')[0]}\n  Nothing is lost. When it is back: ./candor post --push`)
  }
}
