import type { IncidentStatus } from '../incidents/incident.ts'
import { closest } from '../problem/problem.ts'

/** What may be written under an issue, in the order people meet them. */
export const commandWords = [
  'investigating',
  'identified',
  'monitoring',
  'resolve',
  'ack',
  'false-alarm',
  'mute',
  'maintenance',
] as const
export type CommandWord = (typeof commandWords)[number]

/** Those that add an update, with its status. */
export const statusOfWord: Partial<Record<CommandWord, IncidentStatus>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolve: 'resolved',
}

/** Other words for the same, which nobody could mean otherwise. */
const same: Record<string, CommandWord> = {
  investigate: 'investigating',
  identify: 'identified',
  monitor: 'monitoring',
  resolved: 'resolve',
  resolves: 'resolve',
  acknowledge: 'ack',
  acknowledged: 'ack',
  acked: 'ack',
  falsealarm: 'false-alarm',
  false_alarm: 'false-alarm',
}

/** What people write although it could be another thing: only to say what they probably meant. */
const meant: Record<string, CommandWord> = {
  fixed: 'resolve',
  solved: 'resolve',
  recovered: 'resolve',
  done: 'resolve',
  close: 'resolve',
  up: 'resolve',
  found: 'identified',
  cause: 'identified',
  mitigated: 'monitoring',
  watching: 'monitoring',
  looking: 'investigating',
  seen: 'ack',
  silence: 'mute',
  snooze: 'mute',
  false: 'false-alarm',
  maint: 'maintenance',
}

/** The command of a word as typed, or the one that was probably meant. */
export function commandOf(typed: string): { word: CommandWord } | { word: null; meant: CommandWord | null } {
  const small = typed.toLowerCase()
  const word = commandWords.find((one) => one === small) ?? (Object.hasOwn(same, small) ? same[small]! : null)
  if (word !== null) return { word }
  const guess = Object.hasOwn(meant, small) ? meant[small]! : closest(small, [...commandWords, ...Object.keys(same)])
  return { word: null, meant: guess === null ? null : (same[guess] ?? (guess as CommandWord)) }
}

/** One line a command, to copy from. */
export const examples: Record<CommandWord, string> = {
  investigating: '/investigating next=30m About 8% of API calls fail.',
  identified: '/identified api=partial next=30m A bad deploy; we are rolling back.',
  monitoring: '/monitoring api=ok The rollback is done; we keep watching.',
  resolve: '/resolve All calls work again.',
  ack: '/ack',
  'false-alarm': '/false-alarm Our own firewall kept the checks out.',
  mute: '/mute 2h',
  maintenance: '/maintenance 1h We restart the database.',
}
