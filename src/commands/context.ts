import { resolve } from 'node:path'
import process from 'node:process'
import { Failure } from '../problem/problem.ts'
import { type Clock, fixedClock, systemClock } from '../time/clock.ts'

/** What every command is told: where it works, and what time it is. */
export interface Context {
  /** Absolute path of the folder with components.yml, incidents/ and checks/. */
  root: string
  clock: Clock
  /** With `--now`, 0: later rows are not looked at, so that the answer can be repeated. Else what clocks may differ by. */
  ahead?: number
}

/** Reads `--root` and `--now`. Throws a Failure (wrong use) for a time that is none. */
export function contextOf(options: { root: string; now?: string }): Context {
  const clock = options.now === undefined ? systemClock : fixedClock(options.now)
  if (clock === null) {
    throw new Failure(
      `\`--now ${options.now}\` is no time.\n  Expected ISO 8601 with a zone, as in: --now 2026-11-21T10:02:00Z`,
      {
        exitCode: 2,
      },
    )
  }
  return { root: resolve(options.root), clock, ahead: options.now === undefined ? undefined : 0 }
}

/** `--json`: standard output is that JSON alone. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Progress and warnings go here, so that standard output stays clean. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
