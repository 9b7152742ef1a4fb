import type { APIRoute, GetStaticPaths } from 'astro'
import { textAnswer } from '../../answers.ts'
import { editions, siteWith } from '../../site.ts'
import { type SearchRow, searchParts } from '../../view/search-index.ts'

/** `/search/de-2.json`: asked for by the archive's field alone. */
export const getStaticPaths = (() =>
  editions.flatMap(({ tag, prefix }) =>
    searchParts(siteWith(prefix)).map((rows, index) => ({
      params: { part: `${tag}-${index + 1}` },
      props: { rows },
    })),
  )) satisfies GetStaticPaths

/** Without indentation, one row a line; `<` is written as in jsonText. */
export const GET: APIRoute<{ rows: SearchRow[] }> = ({ props }) =>
  textAnswer(
    `[${props.rows.map((row) => JSON.stringify(row)).join(',\n')}]\n`.replaceAll('<', '\\u003c'),
    'application/json',
  )
