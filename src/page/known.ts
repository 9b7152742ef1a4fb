import process from 'node:process'
import { headingTimes } from '../git/blame.ts'
import { serverOfPage } from '../git/server.ts'
import { type Known, mistakesOf } from '../messages/known.ts'
import { takeSnapshot } from '../status/take.ts'
import { loadResults } from '../store/checks-folder.ts'
import { loadConfig } from '../store/config-file.ts'
import { loadPosts } from '../store/incidents-folder.ts'
import { speak } from '../store/message-words.ts'
import { loadNotified } from '../store/notified-file.ts'
import type { Instant } from '../time/instant.ts'

/** Everything that telling people is decided from, as a root has it at `now`. `ahead` as in `loadSnapshot`. */
export async function loadKnown(root: string, now: Instant, ahead?: number): Promise<Known> {
  const { config, current, problems } = await loadConfig(root)
  const [results, { posts, refused, problems: mistakes }, rows] = await Promise.all([
    loadResults(root, config, now, ahead),
    loadPosts(root, config, (file) => headingTimes(root, file)),
    loadNotified(root),
  ])
  const input = { now, config, configIsCurrent: current, results, posts, refused }
  const internal = takeSnapshot({ ...input, audience: 'internal' })
  const isPublic = config.notify.some(({ audience }) => audience === 'public')
  return {
    internal,
    public: isPublic ? takeSnapshot({ ...input, audience: 'public' }) : internal,
    mistakes: mistakesOf([...(current ? [] : problems), ...mistakes]),
    operators: results.operators,
    speak,
    repository:
      config.site.repository === null ? null : `${await serverOfPage(root, process.env)}/${config.site.repository}`,
    rows,
  }
}
