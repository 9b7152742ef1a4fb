import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { loadConfig } from '../store/config-file.ts'
import { contextOf, print, printJson } from './context.ts'
import { beat } from './doctor-beat.ts'
import type { Diagnosis, Examination } from './doctor-examination.ts'
import { bringResults } from './results.ts'

/** In the order in which people would set things up. */
const examinations: readonly Examination[] = [beat]

interface Options {
  root: string
  now?: string
  json?: boolean
}

export function define(command: Command): void {
  command.option('--json', 'print {checks: [{id, ok, message, help}]} as JSON').action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock } = contextOf(options)
  const { config } = await loadConfig(root)
  await bringResults(root)
  const found: (Diagnosis & Examination)[] = []
  for (const examination of examinations) {
    found.push({ ...examination, ...(await examination.look({ root, config, now: clock() })) })
  }
  const problems = found.filter(({ state }) => state === 'problem')
  if (problems.length > 0) process.exitCode = 1
  if (options.json) {
    printJson({
      checks: found.map(({ id, state, line, link }) => ({
        id,
        ok: state === 'good',
        message: line,
        help: helpAt(link),
      })),
    })
    return
  }
  for (const { state, line, link } of found) {
    print(state === 'good' ? `ok       ${line}` : `PROBLEM  ${line}\n         What to do: ${helpAt(link)}`)
  }
  print(problems.length === 0 ? 'Nothing is missing.' : `${problems.length} of ${found.length} need a look.`)
}

const docs = join(import.meta.dirname, '../../docs')

/** Where the page of docs/ is: here, or for a clone without docs/ (as in a workflow) by its name. */
function helpAt(page: string): string {
  const path = join(docs, page)
  return existsSync(path) ? relative(process.cwd(), path) : `docs/${page}`
}
