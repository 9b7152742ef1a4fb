import process from 'node:process'
import type { Command } from 'commander'
import { loadConfig } from '../store/config-file.ts'
import { stopOnSignals } from './check-stop.ts'
import { contextOf, print, printJson } from './context.ts'
import { examine } from './doctor-examine.ts'
import { admit } from './doctor-patient.ts'
import { jsonOf, textOf } from './doctor-report.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  json?: boolean
  sendTest?: true | string[]
}

export function define(command: Command): void {
  command
    .option('--json', 'print {checks: [{id, ok, message, help}]} as JSON; ok null: it could not be looked at')
    .option('--send-test [id...]', 'send a test message to the channels for operators, or to those named')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const { config, problems } = await loadConfig(root)
  await bringResults(root)
  const patient = await admit({ root, config, problems, now: clock(), env: process.env, isFirstRun: false })
  const stop = stopOnSignals()
  const found = await examine(patient, options.sendTest ?? null, stop.signal)
  stop.forget()
  if (found.some(({ state }) => state === 'problem')) process.exitCode = 1
  if (options.json) printJson(jsonOf(found))
  else print(textOf(found))
}
