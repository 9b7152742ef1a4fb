import process from 'node:process'
import type { Haul } from '../imports/haul.ts'
import { statuspageHaul } from '../imports/statuspage.ts'
import { type ApiDocument, asMap, gatherAnswers } from '../imports/statuspage-documents.ts'
import { askForJson } from '../probe/saved-answer.ts'
import { Failure } from '../problem/problem.ts'
import { note } from './context.ts'
import type { SourceOptions } from './import-options.ts'
import { keyOf } from './import-upptime.ts'

/** Pages of three months each: thirty years. */
const mostHistoryPages = 120
const mostApiPages = 200
const atOnce = 4

/** Everything a live page tells: /api/v2, its history pages, each incident; with a key, API v1's own lists. */
export async function fetchStatuspage(source: string, options: SourceOptions): Promise<Haul> {
  if (!URL.canParse(source))
    throw new Failure(`\`${source}\` is no address.\n  Expected one such as https://status.acme.example`, {
      exitCode: 2,
    })
  const home = new URL(source).href.replace(/[?#].*$/, '').replace(/(\/api\/v2(\/[\w-]+\.json)?)?\/*$/, '')
  const get = (address: string, headers = {}) => askForJson(address, headers, options.allowPrivate === true)
  const documents: ApiDocument[] = []
  const summary = await get(`${home}/api/v2/summary.json`)
  if (summary.status !== 200 || !('page' in asMap(summary.value))) {
    throw new Failure(
      `${home}/api/v2/summary.json answers with status ${summary.status} and no summary of a page.\n  Expected the address of a Statuspage, such as https://status.acme.example`,
    )
  }
  documents.push({ origin: `${home}/api/v2/summary.json`, value: summary.value })
  for (const name of ['incidents.json', 'scheduled-maintenances.json']) {
    const { status, value } = await get(`${home}/api/v2/${name}`)
    if (status === 200 && value !== undefined) documents.push({ origin: `${home}/api/v2/${name}`, value })
  }
  if (options.keyFrom === undefined) await addHistory(home, documents, get)
  else documents.push(...(await fromManageApi(asMap(asMap(summary.value)['page'])['id'], keyOf(options.keyFrom), get)))
  return statuspageHaul(gatherAnswers(documents))
}

type Get = (address: string, headers?: Record<string, string>) => ReturnType<typeof askForJson>

/** The API has the last fifty; what is older is named by the history pages, and told one by one. */
async function addHistory(home: string, documents: ApiDocument[], get: Get): Promise<void> {
  let quiet = 0
  for (let page = 1; page <= mostHistoryPages && quiet < 8; page += 1) {
    const origin = `${home}/history.json?page=${page}`
    const { status, value } = await get(origin)
    if (status !== 200 || value === undefined) break
    const before = gatherAnswers([{ origin, value }]).lines.length
    quiet = before === 0 ? quiet + 1 : 0
    documents.push({ origin, value })
  }
  const { lines, incidents } = gatherAnswers(documents)
  const told = new Set(incidents.map(({ incident }) => incident.id))
  const codes = [...new Set(lines.map(({ code }) => code))].filter((code) => !told.has(code))
  if (codes.length > 0) note(`candor: asking for ${codes.length} older incidents, one by one`)
  for (let index = 0; index < codes.length; index += atOnce) {
    const some = await Promise.all(
      codes.slice(index, index + atOnce).map(async (code) => {
        const origin = `${home}/api/v2/incidents/${encodeURIComponent(code)}.json`
        return { origin, ...(await get(origin)) }
      }),
    )
    // One that does not answer stays a line of the history page, and is refused with that as its reason.
    for (const { origin, status, value } of some)
      if (status === 200 && value !== undefined) documents.push({ origin, value })
  }
}

async function fromManageApi(pageId: unknown, key: string, get: Get): Promise<ApiDocument[]> {
  const api = (process.env['STATUSPAGE_API_URL'] || 'https://api.statuspage.io').replace(/\/+$/, '')
  const documents: ApiDocument[] = []
  for (let page = 1; page <= mostApiPages; page += 1) {
    const origin = `${api}/v1/pages/${encodeURIComponent(String(pageId))}/incidents?limit=50&page=${page}`
    const { status, value } = await get(origin, { authorization: `OAuth ${key}` })
    if (status !== 200 || !Array.isArray(value)) {
      throw new Failure(
        `${api} answers with status ${status}.\n  Expected a key of this page's account (API info in its user menu)`,
      )
    }
    if (value.length > 0) documents.push({ origin, value })
    if (value.length < 50) break
  }
  return documents
}
