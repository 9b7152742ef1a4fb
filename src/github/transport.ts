import { EnvHttpProxyAgent, fetch } from 'undici'

/** No answer of GitHub's that we ask for is larger. */
const mostBytes = 20 * 1024 * 1024

/**
 * `fetch` for Octokit: through the proxy that the environment names, with a time limit for the whole answer. Octokit
 * takes a body that was cut off for an empty one; here it is read to its end first, and a cut is an error.
 */
export function transport(limit: number): typeof globalThis.fetch {
  const dispatcher = new EnvHttpProxyAgent({ connections: 8 })
  return async (input, init) => {
    const signals = [AbortSignal.timeout(limit), ...(init?.signal ? [init.signal] : [])]
    const answer = await fetch(String(input), {
      method: init?.method,
      headers: init?.headers as Record<string, string>,
      body: init?.body as string | undefined,
      redirect: 'follow',
      signal: AbortSignal.any(signals),
      dispatcher,
    })
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of answer.body ?? []) {
      length += part.length
      if (length > mostBytes) throw new TypeError('the answer is larger than 20 MiB')
      parts.push(part)
    }
    const empty = [204, 205, 304].includes(answer.status)
    const whole = new Response(empty ? null : Buffer.concat(parts), {
      status: answer.status,
      statusText: answer.statusText,
      headers: [...answer.headers],
    })
    // Octokit reads on from it in lists that tell their length.
    return Object.defineProperty(whole, 'url', { value: answer.url })
  }
}
