import type { APIRoute } from 'astro'
import { textAnswer } from '../answers.ts'
import { entrySheet } from '../view/entry-sheet.ts'

export const GET: APIRoute = () => textAnswer(entrySheet.text, 'text/css')
