import type { Command } from 'commander'
import type { Told } from '../channels/tell.ts'
import { type Planned, plan } from '../messages/plan.ts'
import { loadKnown } from '../page/known.ts'
import { Failure } from '../problem/problem.ts'
import { stopOnSignals } from './check-stop.ts'
import { contextOf, print } from './context.ts'
import { notifyAll, troublesIn } from './notify-run.ts'
import { bringResults } from './results.ts'

interface Options {
  root: string
  now?: string
  dryRun?: boolean
}

export function define(command: Command): void {
  command.option('--dry-run', 'show what would be told to whom, and tell nobody').action(run)
}

async function run(options: Options): Promise<void> {
  const { root, clock, ahead } = contextOf(options)
  await bringResults(root)
  if (options.dryRun) {
    const known = await loadKnown(root, clock(), ahead)
    const { messages } = plan(known)
    if (known.internal.config.notify.length === 0) print('components.yml names no channels: add some under `notify:`.')
    else if (messages.length === 0) print('Everybody has been told everything.')
    else print(`${tableOf(messages)}\nNobody was told: this was a dry run.`)
    return
  }
  const outcome = await notifyAll(root, clock, stopOnSignals().signal, { ahead })
  show(outcome)
  const troubles = troublesIn(outcome)
  if (troubles.size > 0) throw new Failure([...troubles.values()].join('\n'))
}

function show({ told, refused, stopped }: Told): void {
  if (told.length === 0 && refused.length === 0 && stopped === null) print('Nobody had to be told anything.')
  else if (told.length > 0)
    print(`${tableOf(told)}\n${told.length === 1 ? '1 message' : `${told.length} messages`} told.`)
}

const heads = ['CHANNEL', 'TYPE', 'EVENT', 'MESSAGE']

function tableOf(messages: readonly Planned[]): string {
  const rows = [
    heads,
    ...messages.map(({ channel, message }) => [channel.id, channel.type, message.event, message.title]),
  ]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(column === 3 ? 0 : widths[column]!)).join('  '))
    .join('\n')
}
