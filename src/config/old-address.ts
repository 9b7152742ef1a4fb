const pattern = /^(?:\/[\p{L}\p{N}_~-][\p{L}\p{N}._~-]*)+\/?$/u
/** What this page answers itself: nothing may lead away from there. */
const ours = new RegExp(
  [
    '^/(api|badges|brand|_astro|incidents|components|uptime|maintenance|subscribe|reports|index\\.html|404\\.html)(/|$)',
    '^/(feed\\.xml|rss\\.xml|feed\\.json|maintenance\\.ics|status\\.txt|version\\.json|sitemap\\.xml|robots\\.txt|embed\\.js|favicon\\.svg|og\\.png)(/|$)',
    '^/history(/\\d{4}-\\d{2}.*)?/?$',
  ].join('|'),
)
/** Where the page itself may be found anew: its pages and its files that people subscribe to. */
const newAddress = /^\/((incidents|uptime|maintenance|subscribe)\/|feed\.xml|rss\.xml|feed\.json|maintenance\.ics)?$/

/**
 * Whether a word of `was:` is an address at which another page of the same name once had this one's content:
 * `/issues/2021-05-25-weekly-windows`. Those that are pages of ours, and those that lead out, are none.
 */
export function isOldAddress(text: string): boolean {
  return text.length <= 300 && pattern.test(text) && !ours.test(text)
}

/** As a folder of the site: `issues/2021-05-25-weekly-windows`. */
export function folderOfAddress(address: string): string {
  return address.replaceAll(/^\/|\/$/g, '')
}

/** Whether `site.moved` may lead away from there: `/history`, where others have all incidents, is free here. */
export function isMovedAddress(text: string): boolean {
  return isOldAddress(text) || /^\/history\/?$/.test(text)
}

/** What `site.moved` may lead to. */
export function isNewAddress(text: string): boolean {
  return newAddress.test(text)
}

/** A file cannot lead on: whoever reads feeds follows no page, so a copy stands at the old address. */
export function isFileAddress(text: string): boolean {
  return !text.endsWith('/')
}
