import { randomInt } from 'node:crypto'
import type { Shard } from './check-due.ts'

const sounds = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'zo']

/** A word that nobody has had: 14^8 of them. */
function randomWord(): string {
  return Array.from({ length: 8 }, () => sounds[randomInt(sounds.length)]!).join('')
}

/** The name of a run, the stem of its rows' names: in Actions that of the run and attempt, else a random word. */
export function runName(environment: Readonly<Record<string, string | undefined>>, shard: Shard | null): string {
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = environment
  const stem = id === undefined || id === '' ? randomWord() : `${id}.${attempt ?? '1'}`
  return shard === null ? stem : `${stem}.s${shard.index}`
}
