import { appendFile } from 'node:fs/promises'
import process from 'node:process'
import { loadConfig } from '../store/config-file.ts'
import type { Clock } from '../time/clock.ts'
import { note } from './context.ts'

/**
 * Puts what the doctor finds into the summary of a page's first run, where whoever set it up looks next. It is made in the
 * process that checks, because that one was handed the secrets, and with its token, which may not see all. Outside of
 * Actions it does nothing; whatever goes wrong with it stops no check.
 */
export async function summariseFirstRun(root: string, clock: Clock): Promise<void> {
  const path = process.env['GITHUB_STEP_SUMMARY']
  if (path === undefined || path === '') return
  try {
    const { config, problems } = await loadConfig(root)
    const { admit } = await import('./doctor-patient.ts')
    const { examine } = await import('./doctor-examine.ts')
    const { summaryOf } = await import('./doctor-report.ts')
    const patient = await admit({ root, config, problems, now: clock(), env: process.env, isFirstRun: true })
    const found = await examine(patient, null, AbortSignal.timeout(60_000))
    await appendFile(path, summaryOf(found, patient))
  } catch (error) {
    note(`candor: how the page is set up could not be looked at: ${(error as Error).message}`)
  }
}
