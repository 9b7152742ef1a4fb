const pattern = /^(?:\/[\p{L}\p{N}_~-][\p{L}\p{N}._~-]*)+\/?$/u
/** What this page answers itself: nothing may lead away from there. */
const ours =
  /^\/(api|badges|brand|_astro|incidents|components|uptime|maintenance|subscribe|reports|index\.html|404\.html)(\/|$)|^\/history(\/\d{4}-\d{2}.*)?\/?$/

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
