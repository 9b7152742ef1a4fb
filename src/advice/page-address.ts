import { isProjectPage } from '../config/site-url.ts'
import { type Finding, good, noted, problem } from './finding.ts'

/** What GitHub says of a repository's Pages. */
export interface PagesSite {
  /** `workflow`: GitHub Actions deploys; `legacy`: a branch is the source. */
  source: 'workflow' | 'legacy' | null
  /** Where it is served. */
  address: string | null
  customDomain: string | null
  domainState: 'pending' | 'verified' | 'unverified' | null
  httpsEnforced: boolean | null
  certificate: string | null
  isPublic: boolean
}

/** Settings > Pages > Source. Null: there are no Pages yet. */
export function judgeSource(site: PagesSite | null): Finding {
  if (site === null)
    return problem('GitHub Pages is not switched on: choose "GitHub Actions" as its source, or no page appears.')
  if (site.source !== 'workflow') {
    return problem(
      'GitHub Pages takes its files from a branch: choose "GitHub Actions" as its source, or the page stays as it is.',
    )
  }
  if (site.httpsEnforced === false) {
    const cause =
      site.certificate === null || certified.includes(site.certificate)
        ? ''
        : ` (its certificate: ${site.certificate.replaceAll('_', ' ')})`
    return problem(`GitHub Pages also answers without encryption${cause}: tick "Enforce HTTPS".`)
  }
  return good('GitHub Pages is deployed by GitHub Actions, over HTTPS.')
}

const certified = ['issued', 'uploaded', 'approved']

/** Addresses that stand in examples and nowhere else (RFC 2606, and those of `init` and of the template). */
const examples = /(^|\.)(example(\.(com|net|org))?|invalid|test)$/i

/** Whether `site.url` was written by somebody who meant it. */
export function judgePlaceholder(url: string): Finding | null {
  const { hostname } = new URL(url)
  if (!examples.test(hostname)) return null
  return problem(`\`site.url\` is still the example ${url}: every link, feed and badge would lead there.`)
}

/** `site.url` against where the page really is. `site` null: not known; then what the repository's name says. */
export function judgeAddress(url: string, site: PagesSite | null, slug: string | null): Finding {
  const placeholder = judgePlaceholder(url)
  if (placeholder !== null) return placeholder
  const real = site?.customDomain ? `https://${site.customDomain}/` : (site?.address ?? usualAddress(url, slug))
  if (
    site !== null &&
    site.customDomain === null &&
    !/\.github\.io$/i.test(new URL(url).hostname) &&
    site.address !== null &&
    !same(url, site.address)
  ) {
    return problem(
      `\`site.url\` is ${url}, and GitHub Pages serves ${site.address}: name the custom domain in Settings > Pages, or change \`site.url\`.`,
    )
  }
  if (real !== null && !same(url, real)) {
    return problem(`\`site.url\` is ${url}, and the page is at ${real}: links and styles would not be found.`)
  }
  if (site?.customDomain && site.domainState !== null && site.domainState !== 'verified') {
    return noted(
      `The domain ${site.customDomain} is not verified at GitHub: should its Pages ever be off, a stranger could take it over.`,
    )
  }
  if (site === null) return good(`The page is to be at ${url}.`)
  return good(`The page is at ${url}, as GitHub Pages says.`)
}

/** Of `owner.github.io` addresses the repository's name says all; of others nothing. */
function usualAddress(url: string, slug: string | null): string | null {
  const [owner, name] = slug?.toLowerCase().split('/') ?? []
  if (owner === undefined || name === undefined || !/\.github\.io$/i.test(new URL(url).hostname)) return null
  return name === `${owner}.github.io` ? `https://${name}/` : `https://${owner}.github.io/${slug!.split('/')[1]}/`
}

function same(one: string, other: string): boolean {
  const plain = (text: string) => {
    const { host, pathname } = new URL(text)
    return `${host.toLowerCase()}${pathname.replace(/\/+$/, '')}`
  }
  return URL.canParse(other) && plain(one) === plain(other)
}

/** Clients of Statuspage's API look for /api/v2 at the top of a host. */
export function judgeApiRoot(url: string): Finding {
  const { origin, pathname } = new URL(url)
  if (pathname.replace(/\/+$/, '') === '') return good(`Clients of Statuspage's API find it at ${origin}/api/v2/.`)
  const below = `${origin}${pathname.replace(/\/+$/, '')}/api/v2/`
  const why = isProjectPage(url)
    ? `the top of ${new URL(url).host} is not this repository's`
    : 'the page lies below the top of its host'
  return noted(`Statuspage's API is at ${below}; clients that look for ${origin}/api/v2/ do not find it, for ${why}.`)
}
