import { stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { Failure } from '../problem/problem.ts'
import { contextOf, note, print } from './context.ts'
import { assertGivesNothingAway } from './outgoing.ts'

interface Options {
  root: string
  now?: string
}

export function define(command: Command): void {
  command
    .argument('[folder]', 'what is about to go to a host (default: dist in the root)')
    .addHelpText(
      'after',
      `
Looks for the values of all secrets that are set here: those that components.yml names, and those whose own names say
what they are (GITHUB_TOKEN, ..._PASSWORD). As they are, and as HTML, JSON, CSV, URLs, base64 and hexadecimal write them.
Exits with 1 when one is found, and names its place and the variable, never the value.`,
    )
    .action(run)
}

async function run(folder: string | undefined, options: Options): Promise<void> {
  const { root } = contextOf(options)
  const path = folder === undefined ? resolve(root, 'dist') : resolve(folder)
  const near = relative(process.cwd(), path) || '.'
  const shown = near.startsWith('..') ? path : near
  if (!(await stat(path).catch(() => null))?.isDirectory()) {
    throw new Failure(`there is no folder \`${shown}\`.\n  Expected one that a build made: ./candor build`, {
      exitCode: 2,
    })
  }
  const { held, looked } = await assertGivesNothingAway(root, path, { what: `${shown} must not go out`, shown })
  const { names, missing, tooPlain } = held
  if (looked === null) print('No secrets are set here: there is nothing to look for.')
  else {
    const size = `${looked.files} ${looked.files === 1 ? 'file' : 'files'}, ${(looked.bytes / 1e6).toFixed(1)} MB`
    print(`${shown} (${size}) gives nothing away of ${names.join(', ')}.`)
  }
  if (missing.length > 0) {
    const line = `${missing[0]}: \${{ secrets.${missing[0]} }}`
    warn(
      `Not looked for, because not set here: ${missing.join(', ')}.\n  In page.yml hand each to the step that scans, as in:\n    env:\n      ${line}`,
    )
  }
  if (tooPlain.length > 0) {
    warn(
      `Not looked for, because they are short or usual and would stop any page: ${tooPlain.join(', ')}.\n  Expected at least 8 characters, 16 where they are letters or digits alone, and no mail address.`,
    )
  }
}

function warn(text: string): void {
  // As an annotation one line, by its rules; names are all it holds of ours.
  if (process.env['GITHUB_ACTIONS'] === 'true') print(`::warning title=Secrets::${text.replaceAll('\n', '%0A')}`)
  else note(`candor: ${text}`)
}
