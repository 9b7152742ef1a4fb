import { componentPath, incidentPath, monthPath } from '../feeds/address.ts'
import { site } from './site.ts'

// The one place where the site makes links to itself: with the base path, without the origin.
const { path } = site.address

export const links = {
  home: () => path('/'),
  incidents: () => path('/incidents/'),
  incident: (id: string) => path(incidentPath(id)),
  component: (id: string) => path(componentPath(id)),
  month: (month: string) => path(monthPath(month)),
  feed: () => path('/feed.xml'),
  api: () => path('/api/v2/summary.json'),
  icon: () => path('/favicon.svg'),
}
