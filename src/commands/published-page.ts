import { Failure } from '../problem/problem.ts'
import { type Published, publishedFiles } from '../verify/verify.ts'

/** Milliseconds for one file. */
const limit = 20_000
const mostBytes = 50 * 1024 * 1024

/** Fetches what a page publishes; `url` is its home. Throws a Failure (exit 3) when it cannot be had. */
export async function fetchPublished(url: string): Promise<{ url: string; published: Published }> {
  const home = homeOf(url)
  const files = await Promise.all(
    publishedFiles.map(async (path) => [path, await fetchJson(`${home}${path}`)] as const),
  )
  return { url: home, published: Object.fromEntries(files) as Published }
}

function homeOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Failure(
      `\`${text}\` is no address of a page.\n  Expected one, as in: ./candor verify https://status.acme.example/`,
      { exitCode: 2 },
    )
  }
  url.search = ''
  url.hash = ''
  return url.href.replace(/(index\.html)?$/, '').replace(/\/*$/, '/')
}

async function fetchJson(address: string): Promise<unknown> {
  const failed = (why: string, cause?: unknown) =>
    new Failure(
      `${address} cannot be read: ${why}.\n  Expected a page that Candor made; is this its home, as in: ./candor verify https://status.acme.example/`,
      { cause },
    )
  let text: string
  try {
    const response = await fetch(address, {
      headers: { accept: 'application/json', 'cache-control': 'no-cache' },
      signal: AbortSignal.timeout(limit),
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw failed(`it answers with status ${response.status}`)
    }
    text = await bounded(response)
  } catch (error) {
    if (error instanceof Failure) throw error
    if (error instanceof RangeError) throw failed(error.message, error)
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw failed(late ? `no answer within ${limit / 1000} s` : 'nothing answers there', error)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw failed('it is no JSON', error)
  }
}

/** The body as text; a page that sends without end is left. */
async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > mostBytes) throw new RangeError('it is larger than 50 MiB')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
