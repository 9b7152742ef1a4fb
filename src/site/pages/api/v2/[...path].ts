import type { APIRoute } from 'astro'
import { apiFiles } from '../../../../feeds/api-v2.ts'
import { jsonAnswer } from '../../../answers.ts'
import { firstSite } from '../../../site.ts'

export function getStaticPaths() {
  return [...apiFiles(firstSite.snapshot)].map(([path, value]) => ({ params: { path }, props: { value } }))
}

export const GET: APIRoute = ({ props }) => jsonAnswer(props['value'])
