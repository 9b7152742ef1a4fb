import type { APIRoute } from 'astro'
import { maintenanceCalendar } from '../../feeds/calendar.ts'
import { textAnswer } from '../answers.ts'
import { firstSite } from '../site.ts'

const { snapshot, t, name } = firstSite

export const GET: APIRoute = () =>
  textAnswer(
    maintenanceCalendar(snapshot, { title: `${name}: ${t('page.maintenance')}`, affected: t('entry.affected') }),
    'text/calendar',
  )
