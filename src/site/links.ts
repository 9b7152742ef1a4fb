import { type Address, componentPath, incidentPath, monthPath } from '../feeds/address.ts'

export const reportPath = (month: string) => `/reports/${month}/`
/** A page of the owner's own: `pages/imprint.md` is `/imprint/`. */
export const ownPagePath = (name: string) => `/${encodeURIComponent(name)}/`
/** Where a page says how its figures are made. */
export const howAnchor = 'how'

/** The one place where the site makes links to itself: with the base path and the language, without the origin. */
export function linksOf({ path }: Address, prefix: string | undefined) {
  const page = (ours: string) => path(inLanguage(ours, prefix))
  return {
    home: () => page('/'),
    incidents: () => page('/incidents/'),
    incident: (id: string) => page(incidentPath(id)),
    component: (id: string) => page(componentPath(id)),
    /** A busy month has further pages: 2, 3, ... */
    month: (month: string, number = 1) => page(number === 1 ? monthPath(month) : `${monthPath(month)}${number}/`),
    uptime: () => page('/uptime/'),
    how: () => `${page('/uptime/')}#${howAnchor}`,
    maintenance: () => page('/maintenance/'),
    report: (month: string) => page(reportPath(month)),
    subscribe: () => page('/subscribe/'),
    own: (name: string) => page(ownPagePath(name)),
    // Files for machines exist once.
    feed: () => path('/feed.xml'),
    api: () => path('/api/v2/summary.json'),
    icon: () => path('/favicon.svg'),
    file: (ours: string) => path(ours),
  }
}

/** `/incidents/` in German: `/de/incidents/`. */
export const inLanguage = (ours: string, prefix: string | undefined) =>
  prefix === undefined ? ours : `/${prefix}${ours}`
