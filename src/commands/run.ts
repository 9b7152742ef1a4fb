import process from 'node:process'
import { Command, CommanderError } from 'commander'
import { Failure } from '../problem/problem.ts'
import { commands } from './table.ts'

/** Runs one command line. Returns the exit code: 0 done, 1 found problems, 2 wrong use, 3 could not do it. */
export async function run(words: string[]): Promise<number> {
  const program = new Command('candor')
    .description('A status page that lives in a Git repository.')
    .showSuggestionAfterError()
    .showHelpAfterError('(try --help)')
    .exitOverride()

  const asked = words.find((word) => !word.startsWith('-'))
  for (const [name, entry] of Object.entries(commands)) {
    const command = program
      .command(name)
      .description(entry.summary)
      .option('--root <dir>', 'the folder with components.yml, incidents/ and checks/', '.')
      .option('--now <iso>', 'the clock, so that every answer can be repeated')
      .exitOverride()
    // Only the command that was asked for is loaded: the others cost their start-up time.
    if (asked === name) (await entry.load()).define(command)
  }

  try {
    await program.parseAsync(words, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Failure) {
      process.stderr.write(`candor: ${error.message}\n`)
      return error.exitCode
    }
    throw error
  }
}
