import type { APIRoute } from 'astro'
import { statusText } from '../../feeds/status-text.ts'
import { textAnswer } from '../answers.ts'
import { feedWords } from '../feed-words.ts'
import { firstSite } from '../site.ts'
import { headlineIn } from '../view/headline.ts'
import { isUnwatched } from '../view/unwatched.ts'

const { snapshot, t, times } = firstSite

function checked(): string {
  const { checkedAt, freshUntil } = snapshot
  if (checkedAt === null) return t(isUnwatched(snapshot) ? 'page.by_people' : 'page.never_checked')
  const at = t('page.checked', { time: times.show(checkedAt, 'full') })
  return freshUntil === null ? at : `${at}, ${t('page.next', { time: times.show(freshUntil, 'full') })}`
}

export const GET: APIRoute = () =>
  textAnswer(
    statusText(snapshot, {
      headline: headlineIn(snapshot.headline, firstSite),
      checked: checked(),
      maintenance: t('page.maintenance'),
      notices: t('page.notices'),
      components: t('page.components'),
      status: feedWords.status,
      window: feedWords.window,
    }),
    'text/plain',
  )
