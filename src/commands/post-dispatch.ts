import process from 'node:process'
import { decideDispatch } from '../comments/dispatch.ts'
import { noreplyAddress } from '../github/noreply.ts'
import { Failure } from '../problem/problem.ts'
import { print } from './context.ts'
import type { Posting } from './post-comment.ts'
import type { DispatchEvent } from './post-event.ts'
import { follow } from './post-tell.ts'
import { write } from './post-write.ts'
import { bringResults } from './results.ts'

/** Does what another program dispatched. GitHub let only those send it who may write here; the run is where it is answered. */
export async function postDispatch(
  { client_payload: payload, sender }: DispatchEvent,
  run: string,
  posting: Posting,
): Promise<void> {
  const { root, clock, wait, pace, pause } = posting
  const now = clock()
  const login = sender?.login ?? 'github-actions[bot]'
  await bringResults(root)
  const about = `Dispatched by @${login}.`
  const outcome = await write(root, {
    now,
    // A run that is started again has the same number.
    key: `dispatch-${run}`,
    about,
    at: now,
    author: { name: login, email: noreplyAddress(sender?.id ?? 41898282, login, process.env) },
    pause,
    decide: (desk) => decideDispatch(payload ?? {}, now, desk),
  })
  if (outcome.kind === 'mistake') {
    throw new Failure(
      `${outcome.mistake.messages.join('\n  ')}\n  Nothing was published. What may be sent: docs/post-by-comment.md`,
      { exitCode: 1 },
    )
  }
  print(await follow(outcome, { root, clock, github: await posting.github(), wait, pace, about }))
}
