import type { APIRoute } from 'astro'
import { shareImage } from '../share-image.ts'

export const getStaticPaths = () => (shareImage === null ? [] : [{ params: { image: 'og' } }])

export const GET: APIRoute = () =>
  new Response(new Uint8Array(shareImage!), { headers: { 'content-type': 'image/png' } })
