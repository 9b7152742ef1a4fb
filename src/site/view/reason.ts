import type { Outage } from '../../outages/outage.ts'
import { reasonIn } from '../../words/reason.ts'
import type { Site } from '../site.ts'

/** Why it failed, in one sentence of the page's language; from class and detail alone, as everywhere. */
export function reasonOf(outage: Pick<Outage, 'class' | 'detail'>, { t, times }: Pick<Site, 't' | 'times'>): string {
  return reasonIn(outage, { t, lasting: times.lasting })
}
