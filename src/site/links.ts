import { type Address, componentPath, incidentPath, monthPath } from '../feeds/address.ts'

/** The one place where the site makes links to itself: with the base path and the language, without the origin. */
export function linksOf({ path }: Address, prefix: string | undefined) {
  const page = (ours: string) => path(inLanguage(ours, prefix))
  return {
    home: () => page('/'),
    incidents: () => page('/incidents/'),
    incident: (id: string) => page(incidentPath(id)),
    component: (id: string) => page(componentPath(id)),
    month: (month: string) => page(monthPath(month)),
    // Files for machines exist once.
    feed: () => path('/feed.xml'),
    api: () => path('/api/v2/summary.json'),
    icon: () => path('/favicon.svg'),
  }
}

/** `/incidents/` in German: `/de/incidents/`. */
export const inLanguage = (ours: string, prefix: string | undefined) =>
  prefix === undefined ? ours : `/${prefix}${ours}`
