import type { APIRoute } from 'astro'
import { textAnswer } from '../../answers.ts'
import { inEachLanguage, siteOf } from '../../site.ts'
import { embedScript } from '../../view/embed-script.ts'

export const getStaticPaths = () => inEachLanguage()

export const GET: APIRoute = (context) => textAnswer(embedScript(siteOf(context)), 'text/javascript')
