import { EnvHttpProxyAgent, fetch } from 'undici'
import { z } from 'zod'
import { judgeDeployed } from '../advice/deployed-page.ts'
import { unseen } from '../advice/finding.ts'
import { judgePlaceholder } from '../advice/page-address.ts'
import { parseInstant } from '../time/instant.ts'
import type { Examination } from './doctor-examination.ts'

const shape = z.object({ checked_at: z.string().nullish(), fresh_until: z.string().nullish() })
/** Milliseconds for the whole answer, and its most bytes. */
const limit = 10_000
const mostBytes = 100_000

/** What visitors get at `site.url`: the page, and how old it is. */
export const page: Examination = {
  id: 'page',
  about: 'the page itself',
  link: 'doctor.md#page',
  async look({ config, now, isFirstRun }) {
    const { url } = config.site
    if (isFirstRun) return unseen('The page was not looked at: it is deployed after the first run.')
    if (judgePlaceholder(url) !== null) return unseen('The page was not looked at: `site.url` is still the example.')
    return judgeDeployed(url, await versionAt(`${url.replace(/\/*$/, '/')}version.json`), now)
  },
}

async function versionAt(address: string): Promise<Parameters<typeof judgeDeployed>[1]> {
  const dispatcher = new EnvHttpProxyAgent()
  try {
    const answer = await fetch(address, {
      headers: { accept: 'application/json', 'cache-control': 'no-cache' },
      signal: AbortSignal.timeout(limit),
      dispatcher,
    })
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of answer.body ?? []) {
      length += part.length
      if (length > mostBytes) return { is: 'foreign' }
      parts.push(part)
    }
    if (!answer.ok) return { is: 'status', status: answer.status }
    const known = shape.safeParse(json(Buffer.concat(parts).toString('utf8')))
    if (!known.success) return { is: 'foreign' }
    const instant = (text: string | null | undefined) => (text == null ? null : parseInstant(text))
    return { is: 'page', checkedAt: instant(known.data.checked_at), freshUntil: instant(known.data.fresh_until) }
  } catch {
    // Whatever it is, there was no answer.
    return { is: 'silent' }
  } finally {
    await dispatcher.destroy()
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
