import type { APIRoute } from 'astro'
import { atomFeed } from '../../feeds/atom.ts'
import { textAnswer } from '../answers.ts'
import { firstSite } from '../site.ts'

export const GET: APIRoute = () => {
  const { snapshot, t, name } = firstSite
  const xml = atomFeed(snapshot, {
    title: t('theme.feed_title', { name }),
    status: (status) => t(`status.${status}`),
    automatic: t('entry.automatic_over'),
  })
  return textAnswer(xml, 'application/atom+xml')
}
