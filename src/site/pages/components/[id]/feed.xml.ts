import type { APIRoute } from 'astro'
import { componentFeedPath } from '../../../../feeds/address.ts'
import { atomFeed } from '../../../../feeds/atom.ts'
import { draftFeed } from '../../../../feeds/feed-items.ts'
import { textAnswer } from '../../../answers.ts'
import { feedWords } from '../../../feed-words.ts'
import { firstSite } from '../../../site.ts'

const { snapshot, address, components } = firstSite

/** Under the ids a component had before, too: feed readers follow no redirect that a static host can make. */
export function getStaticPaths() {
  const listed = new Set(components.map((one) => one.component.id))
  return components.flatMap(({ component }) =>
    [component.id, ...component.was.filter((id) => !listed.has(id))].map((id) => ({
      params: { id },
      props: { component: component.id },
    })),
  )
}

export const GET: APIRoute<{ component: string }> = ({ props: { component } }) =>
  textAnswer(
    atomFeed(draftFeed(snapshot, feedWords, component), address.url(componentFeedPath(component))),
    'application/atom+xml',
  )
