import { formatDuration } from '../time/duration.ts'
import { minute } from '../time/instant.ts'
import type { ResultClass } from './classes.ts'

/** Details that say more than their class, each in a sentence. */
const known: Record<string, string> = {
  'answer:empty': 'The name server knows no record of this kind for it.',
  'answer:not-registered': 'Its domain is not registered.',
  'answer:no-starttls': 'The server does not offer STARTTLS.',
  'answer:not_serving': 'The server says that it does not serve at the moment.',
  'answer:service_unknown': 'The server knows no such service.',
  'answer:not_found': 'The server knows no such service.',
  'answer:unimplemented': 'The server has no health service.',
  'answer:unavailable': 'The server says that it is unavailable.',
  'dns_error:no-address': 'Its host name has no address of the wanted kind.',
  'dns_error:timeout': 'The look-up of its host name took too long.',
  'checker:not-built': 'Checks of this type are not built yet.',
  'checker:secret': 'A secret that the check needs is missing.',
  'checker:no-network': 'The place that checks had no network.',
  'checker:no-place': 'Nobody is at that place to check it now.',
  'checker:place': 'The check at that place failed by itself.',
  'checker:places': 'It could not be asked from other places.',
  'checker:request': 'The request of the check cannot be sent.',
  'checker:url': 'The address to check is none.',
  'checker:resolver': 'The address of the name server is none.',
  'checker:certificate-file': 'A certificate file that the check needs could not be read.',
  'checker:json-path': 'The JSON path of the check could not be read.',
  'checker:pattern': 'The regular expression of the check could not be read.',
  'checker:members': 'Too little is known of its members.',
  'checker:repository': 'The check does not know its repository: `site.repository` is missing.',
  'checker:workflow': 'Its repository has no such workflow, or does not show it.',
  'checker:github-token': 'GitHub did not let the check look at its workflows.',
  'checker:page-component-missing': 'The other status page has no such component.',
  'checker:page-component-ambiguous': 'The other status page has several components of this name.',
  'checker:rdap-none': 'No registry tells of its domain by RDAP.',
  'checker:rdap-no-expiry': 'Its registry does not tell when its domain expires.',
}

/** Who was asked about the component and could not be; how follows in the detail. */
const thirdParties: Record<string, string> = {
  page: 'The other status page could not be read.',
  rdap: 'The registry of its domain could not be asked.',
  github: 'GitHub could not be asked about its workflow.',
  proxy: 'The proxy of the check did not work.',
}

function days(detail: string): string | null {
  if (!/^\d+$/.test(detail)) return null
  return detail === '0' ? 'within a day' : detail === '1' ? 'in 1 day' : `in ${detail} days`
}

/** What class and detail together say; null when the detail adds nothing for people. */
export function detailSentence(resultClass: ResultClass, detail: string): string | null {
  const time = days(detail)
  switch (resultClass) {
    case 'status':
      return /^\d{3}$/.test(detail) ? `It answered with status ${detail}.` : null
    case 'cert_expiring':
    case 'cert_expiring_soon':
      return time && `Its certificate expires ${time}.`
    case 'domain_expiring':
      return time && `Its domain expires ${time}.`
    case 'late':
      return time && detail !== '0'
        ? `Its last success is overdue by ${formatDuration(Number(detail) * minute)} or more.`
        : null
    case 'reported':
      return /^[a-z_]+$/.test(detail) ? `It was reported as ${detail.replaceAll('_', ' ')}.` : null
    case 'dns_error':
      if (/^[A-Z]+$/.test(detail)) return `The name server answered ${detail}.`
  }
  return known[`${resultClass}:${detail}`] ?? (resultClass === 'checker' ? thirdPartySentence(detail) : null)
}

function thirdPartySentence(detail: string): string | null {
  const who = detail.split('-', 1)[0]!
  return Object.hasOwn(thirdParties, who) ? thirdParties[who]! : null
}
