import type { Answer } from './exchange.ts'

/** How a bot wall is known: by headers that only it sends, or by its Server header and the page it shows. */
interface Wall {
  /** Statuses it answers with. AWS challenges with 202 and 405, which would pass for an answer otherwise. */
  statuses?: readonly number[]
  header?: readonly [name: string, value: RegExp]
  page?: RegExp
}

const usual: readonly number[] = [403, 429, 503]

/** docs/monitors/http.md tells people of each. */
const walls: readonly Wall[] = [
  { header: ['cf-mitigated', /^challenge$/] },
  {
    header: ['server', /^cloudflare$/i],
    page: /<title>(Just a moment\.\.\.|Attention Required! \| Cloudflare)<\/title>/,
  },
  { statuses: [202, 405, ...usual], header: ['x-amzn-waf-action', /^(challenge|captcha)$/] },
  { header: ['server', /^AkamaiGHost$/i], page: /<TITLE>Access Denied<\/TITLE>/i },
  { header: ['x-iinfo', /./], page: /_Incapsula_Resource|Incapsula incident ID/ },
  { header: ['x-datadome', /./] },
  { header: ['x-sucuri-block', /./] },
  { header: ['x-vercel-mitigated', /^challenge$/] },
]

/** No wall's page shows itself later than this. */
const pageLimit = 64 * 1024

/** A page that asks whether you are human is no answer of the service behind it. */
export function isBotWall(answer: Pick<Answer, 'status' | 'headers'> & Partial<Answer>): boolean {
  return walls.some(({ statuses = usual, header, page }) => {
    if (!statuses.includes(answer.status)) return false
    if (header !== undefined && !header[1].test(answer.headers.get(header[0])?.trim() ?? '')) return false
    return page === undefined || page.test(answer.bytes?.toString('latin1', 0, pageLimit) ?? '')
  })
}
