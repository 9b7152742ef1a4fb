import type { APIRoute } from 'astro'
import { textAnswer } from '../answers.ts'
import script from '../client/embed.js?raw'

/** Without comments and indentation: it is fetched on every page of somebody else's site. */
const small = script
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('//'))
  .join('\n')

export const GET: APIRoute = () => textAnswer(`${small}\n`, 'text/javascript')
