import process from 'node:process'

/** Prints a figure beside its limit; one over its limit makes the benchmark fail at its end. */
export function figure(what: string, value: number, limit: number, unit: string): void {
  const over = value > limit
  if (over) process.exitCode = 1
  const digits = value < 10 ? 2 : 0
  process.stdout.write(
    `  ${over ? 'OVER' : 'ok  '} ${what.padEnd(64)} ${value.toFixed(digits).padStart(7)} ${unit}${limit === Number.POSITIVE_INFINITY ? '' : ` (limit ${limit})`}\n`,
  )
}
