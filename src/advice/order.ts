import type { Post, Update } from '../incidents/incident.ts'
import { writeTime } from '../incidents/times.ts'
import { statusTitles } from '../incidents/words.ts'
import type { Advice } from './advice.ts'

/**
 * Ends that come before their starts. Updates are told by their times, not by their place in the file: with a slip in
 * one of them an incident that is over stays open.
 */
export function orderAdvice(posts: readonly Post[]): Advice[] {
  return posts.flatMap((post) => [...earlyEnds(post), ...earlyWindows(post)])
}

function earlyEnds({ id, kind, updates }: Post): Advice[] {
  if (kind !== 'incident') return []
  const inFile = updates.filter(({ line }) => line > 0).toSorted((a, b) => a.line - b.line)
  const first = inFile[0]
  return inFile.flatMap((update): Advice[] => {
    if (update.status !== 'resolved' || first === undefined || update.at >= first.at || update === first) return []
    const [end, start] = [writeTime(update.at), writeTime(first.at)]
    return [
      {
        kind: 'ends_before_start',
        key: `ends_before_start ${id} ${update.at}`,
        post: id,
        line: update.line,
        message: `It is resolved at ${end}, before it began at ${start}; so it stays open.`,
        hint: 'Check both times; a day or an hour is easily mistyped.',
      },
    ]
  })
}

/** `{end=...}` before the start moves nothing. */
function earlyWindows({ id, maintenance, updates }: Post): Advice[] {
  if (maintenance === null || maintenance.repeat !== null) return []
  let { start } = maintenance
  return updates.flatMap((update: Update): Advice[] => {
    if (update.start !== null) start = update.start
    if (update.end === null || update.end > start) return []
    return [
      {
        kind: 'ends_before_start',
        key: `ends_before_start ${id} ${update.line}`,
        post: id,
        line: Math.max(1, update.line),
        message: `This ${statusTitles[update.status]} moves the end to ${writeTime(update.end)}, before the start at ${writeTime(start)}; so it is left where it was.`,
        hint: 'Expected an end after the start; to call it off write:\n  ## Completed',
      },
    ]
  })
}
