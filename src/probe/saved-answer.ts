import { Failure } from '../problem/problem.ts'
import { sentenceOf } from '../verdict/sentence.ts'
import { withDeadline } from './deadline.ts'
import { jsonIn } from './document.ts'
import { faultOf } from './fault.ts'
import { defaultLimit, follow } from './follow.ts'
import { guardOf } from './guard.ts'
import { startPhases } from './phases.ts'

/** Seconds that one answer may take. */
const limit = 30

/** What an address answered: JSON, or `undefined` when it is none or longer than a probe reads (1 MiB). */
export interface JsonAnswer {
  status: number
  value: unknown
}

/**
 * Asks for JSON as the probes ask: one deadline, a bounded body, no private address unless it is allowed, and a key that
 * stays with its own origin. Throws a Failure when nothing answers.
 */
export async function askForJson(
  address: string,
  headers: Record<string, string>,
  allowPrivate: boolean,
): Promise<JsonAnswer> {
  const phases = startPhases()
  return await withDeadline(limit, undefined, async (signal) => {
    const request = {
      url: new URL(address),
      method: 'GET',
      headers: { accept: 'application/json', 'accept-encoding': 'gzip, br', 'user-agent': 'Candor/1', ...headers },
      body: null,
    }
    const way = { family: null, permits: guardOf(allowPrivate), trust: { ca: null, client: null } }
    try {
      const answer = await follow(
        request,
        { limit: defaultLimit, secret: (header) => header !== null && header in headers },
        way,
        phases,
        signal,
      )
      return { status: answer.status, value: jsonIn(answer) }
    } catch (error) {
      const { class: name, detail } = faultOf(error, phases.current, { aborted: signal.aborted })
      throw new Failure(`${address} cannot be read. ${sentenceOf(name, detail)}`, { cause: error })
    }
  })
}
