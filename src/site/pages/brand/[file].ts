import type { APIRoute } from 'astro'
import type { BrandFile } from '../../../config/brand.ts'
import { brandFiles } from '../../brand.ts'

/** The owner's logo and icon, as they are. */
export const getStaticPaths = () =>
  brandFiles.map((file) => ({ params: { file: file.path.slice('/brand/'.length) }, props: { file } }))

export const GET: APIRoute<{ file: BrandFile }> = ({ props: { file } }) =>
  new Response(new Uint8Array(Buffer.from(file.base64, 'base64')), { headers: { 'content-type': file.type } })
