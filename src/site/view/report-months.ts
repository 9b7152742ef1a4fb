import { type MonthReport, monthReport } from '../../report/month-report.ts'
import { basis, shared } from '../material.ts'
import { lastMonths } from './uptime-months.ts'

const most = 60

/** Months that have a report, newest first: from the first look on, at most five years. */
export const reportMonths: string[] = lastMonths(most).reverse()

const made = new Map<string, MonthReport>()

/** Made once a build, whatever the number of languages. */
export function reportOf(month: string): MonthReport {
  const report = made.get(month) ?? monthReport(shared.snapshot, month, new Map(), basis())!
  made.set(month, report)
  return report
}
