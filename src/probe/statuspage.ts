import type { CheckOf } from '../config/config.ts'
import type { Finding } from '../verdict/classes.ts'
import { fetchDocument, jsonIn } from './document.ts'
import type { Answer } from './exchange.ts'
import { Fault, faultOf, findingOf } from './fault.ts'
import { hearsay } from './hearsay.ts'
import { type Phases, startPhases } from './phases.ts'
import type { Probe, ProbeContext } from './probe.ts'
import { componentIn, indicatorIn } from './statuspage-words.ts'

type StatuspageCheck = CheckOf<'statuspage'>

/** Takes over what another page says of one of its components, or of all. */
export const probeStatuspage: Probe<StatuspageCheck> = async (check, context) => {
  const phases = startPhases()
  try {
    const finding = await hearsay('page', phases, context.signal, () => reported(check, context, phases))
    return phases.finish(finding)
  } catch (error) {
    return phases.finish(faultOf(error, phases.current, { aborted: context.signal.aborted }), { final: true })
  }
}

async function reported(check: StatuspageCheck, context: ProbeContext, phases: Phases): Promise<Finding> {
  const { component } = check
  // Some pages with this API have the summary alone; it holds both.
  const special = await read(component === undefined ? 'status.json' : 'components.json', check, context, phases)
  const document = jsonIn(special.status === 404 ? await read('summary.json', check, context, phases) : special)
  const state = component === undefined ? indicatorIn(document) : componentIn(document, component)
  if (state === null) throw new Fault('checker', 'page')
  if (state === 'missing' || state === 'ambiguous') throw new Fault('checker', `page-component-${state}`)
  // Planned work on the other side is no failure that anybody saw; a failure during it is said by its own word.
  if (state === 'operational' || state === 'under_maintenance') return findingOf(null)
  return findingOf('reported', state)
}

/** A document of the other page's API; all but the last resort may be missing. */
async function read(name: string, check: StatuspageCheck, context: ProbeContext, phases: Phases): Promise<Answer> {
  const base = check.url.replace(/[?#].*$/, '').replace(/(\/api\/v2(\/\w+\.json)?)?\/*$/, '')
  const also = name === 'summary.json' ? [] : [404]
  return await fetchDocument({ url: `${base}/api/v2/${name}` }, check, context, phases, also)
}
