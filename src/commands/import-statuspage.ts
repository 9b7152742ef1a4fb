import { join } from 'node:path'
import type { Haul } from '../imports/haul.ts'
import { statuspageHaul } from '../imports/statuspage.ts'
import { type ApiDocument, gatherAnswers } from '../imports/statuspage-documents.ts'
import { feedDocument } from '../imports/statuspage-feed.ts'
import { Failure } from '../problem/problem.ts'
import { filesBelow, kindOfPath, textOfFile } from '../store/import-source.ts'
import type { SourceOptions } from './import-options.ts'

/** Saved answers of the API (a file, or a folder of them), or the address of a live page. */
export async function statuspageSource(source: string, options: SourceOptions): Promise<Haul> {
  if (/^https?:\/\//i.test(source)) {
    const { fetchStatuspage } = await import('./import-statuspage-live.ts')
    return await fetchStatuspage(source, options)
  }
  const kind = await kindOfPath(source)
  if (kind === null) {
    throw new Failure(
      `there is no ${source}.\n  Expected a saved answer of the API, a folder of them, or the page's address, as in:\n    ./candor import statuspage https://status.acme.example`,
      { exitCode: 2 },
    )
  }
  const files =
    kind === 'file'
      ? [source]
      : (await filesBelow(source, ['.json', '.atom', '.rss', '.xml'])).map((path) => join(source, path))
  const documents: ApiDocument[] = []
  const feeds: ApiDocument[] = []
  const refused: Haul['refused'] = []
  for (const file of files) {
    const text = await textOfFile(file)
    if (/\.json$/i.test(file)) {
      try {
        documents.push({ origin: file, value: JSON.parse(text ?? '') })
      } catch {
        refused.push({ origin: file, reason: 'It is no JSON.' })
      }
    } else {
      const feed = feedDocument(text ?? '', file)
      if (feed === null) refused.push({ origin: file, reason: 'It is neither JSON of the API nor a feed of a page.' })
      else {
        feeds.push(feed.document)
        refused.push(...feed.refused)
      }
    }
  }
  if (documents.length + feeds.length + refused.length === 0)
    throw new Failure(
      `${source} holds no .json files and no feed.\n  Expected saved answers of the API, such as summary.json.`,
    )
  try {
    // What the API says of an incident comes first: a feed says less.
    const haul = statuspageHaul(gatherAnswers([...documents, ...feeds]))
    const less =
      'A feed has neither impacts nor components, and only the newest incidents; the JSON of the API has all.'
    const warnings = [...haul.warnings, ...feeds.map(({ origin }) => ({ origin, reason: less }))]
    return { ...haul, warnings, refused: [...refused, ...haul.refused] }
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('these files')) throw error
    throw new Failure(`${error.message}.\n  Expected those of one page; import each from its own folder or file`, {
      cause: error,
    })
  }
}
