import type { APIRoute } from 'astro'
import type { Badge } from '../../../../feeds/badge.ts'
import { badgeSvg, shieldsBadge } from '../../../../feeds/badge.ts'
import { badges } from '../../../../feeds/badges.ts'
import { jsonAnswer, textAnswer } from '../../../answers.ts'
import { firstSite } from '../../../site.ts'
import { headlineIn } from '../../../view/headline.ts'

const { snapshot, t, numbers, direction } = firstSite

/** After a name of another direction: the words beside it keep to the page's. */
const mark = direction === 'rtl' ? '\u200f' : '\u200e'

/** `/badges/api/status.svg`, `uptime.svg`, and each as `.json` for shields.io. */
export function getStaticPaths() {
  const all = badges(snapshot, {
    headline: headlineIn(snapshot.headline, firstSite),
    status: (status) => t(`status.${status}`),
    percent: (uptime, decimals) => (uptime === null ? t('bars.no_uptime') : numbers.percent(uptime, decimals)),
    uptimeOf: (name) => `${name}${mark} · ${t('component.windows.90d')}`,
  })
  return [...all].flatMap(([id, pair]) =>
    Object.entries(pair).flatMap(([what, badge]: [string, Badge]) => [
      { params: { id, file: `${what}.svg` }, props: { badge } },
      { params: { id, file: `${what}.json` }, props: { badge } },
    ]),
  )
}

export const GET: APIRoute<{ badge: Badge }> = ({ params, props: { badge } }) =>
  params.file!.endsWith('.svg') ? textAnswer(badgeSvg(badge), 'image/svg+xml') : jsonAnswer(shieldsBadge(badge))
